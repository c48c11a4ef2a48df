"""Signs in to a Messenger service with slixmpp, a client that nobody of this project wrote.

Takes JSON on the first line of its input: host, port, domain, ca, token, contact. Prints a line of
JSON for each step: stream errors, the session, the roster, each message. A message "bye" ends it.
"""

import asyncio
import json
import sys

import slixmpp

PATIENCE = 50


def say(step, **facts):
    print(json.dumps({"step": step, **facts}), flush=True)


class OutsideClient(slixmpp.ClientXMPP):
    def __init__(self, options):
        super().__init__("_@" + options["domain"] + "/outside", "")
        self.contact = options["contact"]
        self.credentials["access_token"] = options["token"].encode()
        self["feature_mechanisms"].use_mech = "X-MESSENGER-OAUTH2"
        self.ca_certs = options["ca"]
        self.finished = asyncio.Event()
        self.add_event_handler("session_start", self.on_session)
        self.add_event_handler("message", self.on_message)
        self.add_event_handler("stream_error", self.on_stream_error)
        self.add_event_handler("failed_all_auth", self.on_refused)

    def connect(self, address=None, **options):
        # slixmpp 1.8.3 reads the redirect into self.address, and forgets it when it connects again.
        super().connect(address or self.address, **options)

    def on_stream_error(self, error):
        say("stream error", condition=error["condition"], host=error["see_other_host"])

    def on_refused(self, _):
        say("refused")
        self.finished.set()

    async def on_session(self, _):
        say("session", jid=str(self.boundjid), port=self.address[1])
        await self.get_roster()
        contacts = [jid for jid in self.client_roster if jid != self.boundjid.bare]
        say(
            "roster",
            items={
                jid: [self.client_roster[jid]["name"], self.client_roster[jid]["subscription"]]
                for jid in contacts
            },
        )
        self.send_presence()
        self.send_message(self.contact, "Hello from outside", mtype="chat")

    async def on_message(self, message):
        say("message", sender=str(message["from"]), body=message["body"])
        if message["body"] == "bye":
            self.send_message(self.contact, "bye bye", mtype="chat")
            await self.disconnect()
            self.finished.set()


async def main():
    options = json.loads(sys.stdin.readline())
    client = OutsideClient(options)
    client.connect((options["host"], options["port"]))
    await asyncio.wait_for(client.finished.wait(), PATIENCE)


if __name__ == "__main__":
    asyncio.get_event_loop().run_until_complete(main())
