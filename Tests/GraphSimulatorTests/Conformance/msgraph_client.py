"""Microsoft's own Graph SDK against the simulator: what it reads and survives, as one JSON document on standard output.

Arguments: the login service's address, Graph's, the tenant, the client id, the client secret.
"""
import asyncio
import json
import sys
import urllib.parse
import urllib.request

from kiota_abstractions.authentication import AuthenticationProvider
from kiota_http.middleware.options import RetryHandlerOption
from msgraph import GraphServiceClient
from msgraph.generated.audit_logs.sign_ins.sign_ins_request_builder import SignInsRequestBuilder
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.users.users_request_builder import UsersRequestBuilder
from msgraph.graph_request_adapter import GraphRequestAdapter, options
from msgraph_core import GraphClientFactory
from msgraph_core.requests.batch_request_builder import BatchRequestBuilder
from msgraph_core.requests.batch_request_content import BatchRequestContent
from msgraph_core.requests.batch_request_item import BatchRequestItem
from msgraph_core.tasks.page_iterator import PageIterator

LOGIN, GRAPH, TENANT, APPLICATION, SECRET = sys.argv[1:6]


class SimulatedLogin(AuthenticationProvider):
    """The SDK's own providers take no token over http, which is all that the simulator speaks."""

    def __init__(self):
        form = urllib.parse.urlencode({
            "client_id": APPLICATION, "client_secret": SECRET, "grant_type": "client_credentials",
            "scope": "https://graph.microsoft.com/.default",
        })
        answer = urllib.request.urlopen(f"{LOGIN}/{TENANT}/oauth2/v2.0/token", form.encode())
        self.token = json.load(answer)["access_token"]

    async def authenticate_request(self, request, additional_authentication_context=None):
        request.headers.try_add("Authorization", f"Bearer {self.token}")


def client():
    middleware = {**options, RetryHandlerOption.get_key(): RetryHandlerOption(delay=0.01, max_retries=8)}
    adapter = GraphRequestAdapter(
        SimulatedLogin(), GraphClientFactory.create_with_default_middleware(options=middleware))
    adapter.base_url = f"{GRAPH}/v1.0"
    return GraphServiceClient(request_adapter=adapter)


async def every(first, adapter):
    found = []
    iterator = PageIterator(first, adapter)
    await iterator.iterate(lambda item: found.append(item) or True)
    return found


async def main():
    graph = client()
    adapter = graph.request_adapter
    seen = {}

    query = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(
        select=["id", "displayName", "userPrincipalName", "accountEnabled", "userType", "createdDateTime"], top=7)
    configuration = UsersRequestBuilder.UsersRequestBuilderGetRequestConfiguration(query_parameters=query)
    users = await every(await graph.users.get(request_configuration=configuration), adapter)
    seen["users"] = sorted(user.id for user in users)
    seen["enabled"] = sum(1 for user in users if user.account_enabled)
    seen["made"] = all(user.created_date_time is not None for user in users)

    defaults = await graph.users.get()
    seen["hidden_by_default"] = all(user.account_enabled is None for user in defaults.value)

    rules = {}
    for user in users:
        try:
            page = await graph.users.by_user_id(user.id).mail_folders.by_mail_folder_id("inbox").message_rules.get()
        except ODataError as error:
            rules[user.id] = error.error.code
            continue
        rules[user.id] = [
            {"name": rule.display_name, "enabled": rule.is_enabled, "sequence": rule.sequence,
             "forwards": [to.email_address.address for to in (rule.actions.forward_to or [])] if rule.actions else []}
            for rule in page.value]
    seen["rules"] = rules

    audits = await every(await graph.audit_logs.directory_audits.get(), adapter)
    seen["audits"] = len({audit.id for audit in audits})
    seen["audits_newest_first"] = all(
        a.activity_date_time >= b.activity_date_time for a, b in zip(audits, audits[1:]))
    seen["initiated"] = all(audit.initiated_by.user or audit.initiated_by.app for audit in audits)

    query = SignInsRequestBuilder.SignInsRequestBuilderGetQueryParameters(
        filter="createdDateTime ge 2020-01-01T00:00:00Z and createdDateTime le 2100-01-01T00:00:00Z", top=5)
    configuration = SignInsRequestBuilder.SignInsRequestBuilderGetRequestConfiguration(query_parameters=query)
    sign_ins = await every(await graph.audit_logs.sign_ins.get(request_configuration=configuration), adapter)
    seen["sign_ins"] = len({sign_in.id for sign_in in sign_ins})
    seen["sign_ins_whole"] = all(sign_in.ip_address and sign_in.status for sign_in in sign_ins)

    wanted = {user.id: graph.users.by_user_id(user.id).authentication.methods for user in users[:5]}
    wanted["nobody"] = graph.users.by_user_id("nobody")
    content = BatchRequestContent()
    for name, builder in wanted.items():
        item = BatchRequestItem(builder.to_get_request_information(), name)
        # The SDK puts the whole address there; a batch takes relative ones (set_url of 1.65.0 leaves the version in).
        item.url = item.url.removeprefix(f"{GRAPH}/v1.0")
        content.add_request(name, item)
    builder = BatchRequestBuilder(adapter)
    seen["batch"] = (await builder.post(content)).get_response_status_codes()
    # The SDK's own class loses the bodies that are objects, so they are read from the answer's bytes.
    whole = await adapter.send_primitive_async(await builder.to_post_request_information(content), "bytes", {})
    seen["methods"] = {
        item["id"]: len(item["body"]["value"]) for item in json.loads(whole)["responses"] if item["status"] == 200}

    try:
        await graph.identity_protection.risky_users.get()
        seen["risky"] = "answered"
    except ODataError as error:
        seen["risky"] = f"{error.response_status_code} {error.error.code}"
    print(json.dumps(seen))


asyncio.run(main())
