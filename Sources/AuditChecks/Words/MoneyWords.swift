/// Words by which a rule picks out mail about money, so that its owner does not see a fraud going on.
///
/// English words are those that public detection rules and incident reports name, checked 2026-08. Their counterparts in other
/// languages are this project's own everyday words, not verified against mail of intruders.
enum MoneyWords {
  static let list = PhraseList(
    words: [
      // Short English terms that stand inside innocent words.
      "ach", "bank", "banks", "banking", "deposit", "deposits", "doc", "due", "eft", "escrow", "fund", "funds", "iban",
      "closing", "pay", "paid", "po", "quote", "remit", "routing", "swift", "tax", "urgent", "w-2", "w2", "w-9", "wire",
      "wires", "wiring", "past due", "overdue", "balance", "contract", "confidential",
      // Short terms of other languages.
      "faktura", "fatura", "factura", "fattura", "conto", "cuenta", "rib", "bic", "sepa", "mahnung", "lohn", "gehalt",
      "salaire", "salario", "salário", "pago", "pagos", "devis", "счет", "счёт", "банк",
    ],
    stems: [
      // English.
      "invoice", "payment", "payroll", "paycheck", "remittance", "transfer", "transaction", "beneficiary",
      "account number", "bank account", "bank detail", "bank statement", "account detail", "direct deposit", "purchase",
      "pro-forma", "proforma", "statement of account", "vendor", "creditor", "accounts payable",
      // German, Dutch.
      "rechnung", "zahlung", "überweisung", "ueberweisung", "bankverbindung", "kontonummer", "kontoverbindung",
      "lastschrift", "gutschrift", "factuur", "betaling", "overschrijving", "rekeningnummer",
      // French, Spanish, Portuguese, Italian.
      "paiement", "virement", "facturation", "coordonnées bancaires", "relevé bancaire", "transferencia",
      "transferência", "pagamento", "bonifico", "facturación", "cuenta bancaria", "conta bancária", "conto bancario",
      "boleto", "nómina",
      // Nordic languages, Finnish.
      "betalning", "överföring", "räkning", "overførsel", "overføring", "lasku", "maksu", "tilisiirto",
      // Polish, Czech, Hungarian, Romanian, Turkish.
      "płatność", "platnosc", "przelew", "platba", "převod", "fizetés", "számla", "átutalás", "plată", "ödeme",
      "havale",
      // Russian, Ukrainian, Japanese, Chinese, Korean.
      "оплат", "платеж", "платёж", "перевод", "рахунок", "платіж", "請求書", "支払", "振込", "发票", "付款", "汇款", "發票", "匯款",
      "송장", "결제", "송금",
    ])
}
