"""A real mail server for the tests (aiosmtpd), on a free port of loopback.

smtp_server.py FOLDER [starttls|tls] [CERTIFICATE KEY]

It prints its port, writes each mail it takes into FOLDER as NUMBER.eml, and reads FOLDER/script before each reply that a test may want
otherwise: lines such as "rcpt 550 no such user", "data 451 later", "data hang", "data slow" or "data close". The line "once" before one makes it so
for one mail only. It ends with its standard input.
"""

import asyncio
import logging
import os
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

# It warns of what the tests do on purpose, such as a sign-in without TLS.
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")


class Handler:
    def __init__(self, folder):
        self.folder = folder
        self.taken = 0

    def scripted(self, step):
        path = os.path.join(self.folder, "script")
        try:
            with open(path, encoding="utf-8") as script:
                lines = script.read().splitlines()
        except FileNotFoundError:
            return None
        for at, line in enumerate(lines):
            if line.startswith(step + " "):
                if at > 0 and lines[at - 1] == "once":
                    with open(path, "w", encoding="utf-8") as script:
                        script.write("\n".join(lines[: at - 1] + lines[at + 1 :]))
                return line[len(step) + 1 :]
        return None

    async def act(self, step, server):
        order = self.scripted(step)
        if order == "hang":
            await asyncio.sleep(3600)
        if order == "slow":
            await asyncio.sleep(2)
            return None
        if order == "close":
            server.transport.abort()
            return "421 closing"
        return order

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return await self.act("mail", server) or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return await self.act("rcpt", server) or "250 OK"

    async def handle_DATA(self, server, session, envelope):
        order = await self.act("data", server)
        if order:
            # The text part, as it came but for its soft line breaks.
            text = envelope.content.decode("utf-8", "replace").replace("=\r\n", "").split("\r\n\r\n", 2)[2]
            return order.replace("ECHO", " ".join(text[:900].split()))
        self.taken += 1
        name = os.path.join(self.folder, f"{self.taken:04}.eml")
        with open(name + ".tmp", "wb") as mail:
            mail.write(b"X-Envelope: %s %s %s\r\n" % (
                envelope.mail_from.encode(), ",".join(envelope.rcpt_tos).encode(), b"tls" if server.transport.get_extra_info("ssl_object") else b"plain"))
            mail.write(envelope.original_content)
        os.rename(name + ".tmp", name)
        return "250 2.0.0 taken as " + f"{self.taken:04}"


class Server(SMTP):
    """Scripted answers to what aiosmtpd answers by itself."""

    async def smtp_EHLO(self, hostname):
        order = await self.event_handler.act("ehlo", self)
        if order:
            await self.push(order)
        else:
            await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg):
        order = self.event_handler.scripted("starttls")
        if order == "inject":
            # What somebody in between would slip in: an answer that was never asked for, still unprotected.
            self.transport.write(b"220 ready\r\n250 injected\r\n")
            return None
        if order:
            return await self.push(order)
        return await super().smtp_STARTTLS(arg)


def authenticate(server, session, envelope, mechanism, data):
    good = server.event_handler.scripted("auth") != "refuse" and isinstance(data, LoginPassword) and data.login == b"mailer" and data.password == b"mail-password-1"
    return AuthResult(success=good, handled=False)


async def main():
    folder, security = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "plain"
    context = None
    if security != "plain":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(sys.argv[3], sys.argv[4])
    handler = Handler(folder)

    def protocol():
        return Server(
            handler,
            enable_SMTPUTF8=os.environ.get("SMTPUTF8") != "no",
            tls_context=context if security == "starttls" else None,
            authenticator=authenticate,
            auth_require_tls=False,
            auth_exclude_mechanism=[os.environ["NO_AUTH"]] if "NO_AUTH" in os.environ else None,
            auth_required=os.environ.get("AUTH") == "required",
            hostname="localhost",
        )

    loop = asyncio.get_running_loop()
    port = int(os.environ.get("PORT", "0"))
    server = await loop.create_server(protocol, "127.0.0.1", port, ssl=context if security == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
