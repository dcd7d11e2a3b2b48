/// Every name that a template may use; templates are checked against it when they are loaded.
///
/// What each one holds, and where it is given, stands in templates/README.md.
enum TemplateField: String, CaseIterable {
  case auditDay, banner, benignIf, cannotJudge, cannotJudgeCaption, cannotJudgeCut, caseKey, catalogueVersion, cause,
    causeRows, causes, changeCells, changeColumns, changeRows, checkColumns, checkID, checkRows, checkTable,
    checkTitle, `class`, coverageClass, coveragePercent, coverageSentence, coverageSort, details, emptyChange,
    ended, endedCount, error, evidence, facts, families, familiesAbsent, familyCells, familyColumns, figures,
    findingTitle, firstSeen, fix, fixer, flaggedSort, gaps, hasBenign, hasCannotJudge, hasDetails, hasEnded,
    hasNights, hasPeople, hasReview, hasSignals, hasSteps, hasStory, hasTenantFindings, hasUnanswered, hasUsers,
    heading,
    hints, icon, indicatorSort, indicators, isBlind, isFirstAudit, isFleet, isJudged, isOpen, isPartlyBlind,
    isRanked, isUnknown, iso, itemsRead, kinds, label, lastComplete, lastSeen, legend, list, matrix, matrixCells,
    matrixRows, message, moment, needs, nights, nightsWords, noUsers, note, number, organizationName, pageHeading,
    pageTitle, path, people,
    previousRun, privilegedID, programVersion, rank, reasons, review, reviewCount, runFacts, runID, runsInRow,
    script, scriptHash, seenSort, selection, setAside, severity, severityRank, signals, signs, since, skipLink,
    skipWords,
    sort, span, sparkline, stateChoices, stateID, stateWords, statusClass, statusIcon, statusSort, statusWords,
    steps, story, style, styleHash, tags, tenantCount, tenantFacts, tenantFindings, tenantLink, tenantName, tenantNames,
    tenantRows, tenantsCaption, tenantsMoved, text, threshold, trace, trendSort, trendWords, unanswered, unchecked,
    user, userLink, userName, userPrincipalName, users, usersAffected, usersAudited, usersCaption, usersCovered,
    usersCut, usersFlagged, usersMissed, value, verdict, week, whyItMatters, whyThisRank, windowFrom, windowTo,
    words, x, zoneName
}
