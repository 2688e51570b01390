"""Types at a device's shell with netmiko and paramiko: python3 shell_clients.py PORT KEY SCENARIO."""

import json
import re
import sys
import time

import paramiko
from netmiko import ConnectHandler

PORT, KEY, SCENARIO = int(sys.argv[1]), sys.argv[2], sys.argv[3]
PROMPT = re.compile(r"(?:^|\n)[A-Za-z0-9.-]+\{[^}]*\}\*? $")


def login():
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect("127.0.0.1", PORT, "admin", key_filename=KEY, allow_agent=False, look_for_keys=False)
    return client


class Typed:
    """A terminal, read up to the next prompt."""

    def __init__(self, client, term, width, height):
        self.channel = client.invoke_shell(term=term, width=width, height=height)
        self.read()

    def read(self):
        text = ""
        end = time.monotonic() + 20
        while not PROMPT.search(text):
            assert time.monotonic() < end, "no prompt in %r" % text
            if self.channel.recv_ready():
                text += self.channel.recv(65536).decode().replace("\r\n", "\n").replace("\r", "")
            else:
                time.sleep(0.01)
        return text

    def send(self, line):
        self.channel.send(line + "\n")
        return self.read()


def no_tricks(text):
    assert "\x1b" not in text and "\x07" not in text and "--More--" not in text, repr(text)
    return text


def paramiko_types(term, width, height):
    with login() as client:
        shell = Typed(client, term, width, height)
        assert shell.send("show version").count("show version") == 1
        text = no_tricks(shell.send("help"))
        assert len(text.split("\n")) > 25, text
        assert text.startswith("help\n"), repr(text[:80])
        no_tricks(shell.send("edit"))
        no_tricks(shell.send("gen location \"Room %s\"" % ("x" * 150 + term)))
        assert "invalid" not in no_tricks(shell.send("commit"))
        text = no_tricks(shell.send("display gen"))
        assert 'location "Room %s"' % ("x" * 150 + term) in text, text
        text = no_tricks(shell.send("gen host-name"))
        assert "error:" in text
        no_tricks(shell.send("!"))
        document = shell.send("show users | display json")
        json.loads(document[document.index("{"):document.rindex("}\n") + 1])


def dumb_terminal():
    paramiko_types("dumb", 80, 24)


def enter_is_a_carriage_return():
    for term in ["dumb", "vt100"]:
        with login() as client:
            shell = Typed(client, term, 80, 24)
            shell.channel.send("show version\r")
            assert "Bumpwire" in shell.read()


def wide_vt100():
    paramiko_types("vt100", 511, 1000)


def a_very_wide_terminal_has_no_pages():
    with login() as client:
        shell = Typed(client, "vt100", 511, 24)
        no_tricks(shell.send("help"))


def terminal_length():
    with login() as client:
        shell = Typed(client, "vt100", 80, 24)
        no_tricks(shell.send("terminal length 0"))
        text = no_tricks(shell.send("help"))
        assert len(text.split("\n")) > 25
        shell.channel.send("terminal length 10\n")
        shell.read()
        shell.channel.send("help\n")
        time.sleep(1)
        assert "--More--" in shell.channel.recv(65536).decode()
        shell.channel.send("q")
        assert not shell.channel.closed


def paste_without_marks():
    """What a terminal without bracketed paste sends: lines, faster than they are answered."""
    with login() as client:
        shell = Typed(client, "vt100", 200, 24)
        lines = ["edit"] + ["gen location r%d" % i for i in range(50)] + ["gen colour red", "gen location last", "exit"]
        shell.channel.send("\n".join(lines) + "\n")
        text = ""
        end = time.monotonic() + 20
        while "Drop the uncommitted changes" not in text:
            assert time.monotonic() < end, repr(text)
            if shell.channel.recv_ready():
                text += shell.channel.recv(65536).decode()
            time.sleep(0.01)
        no_tricks(text)
        assert text.count("error:") == 1 and "colour" in text, text
        assert "r49" in text


def paste_with_marks():
    """What a modern terminal sends: all lines at once, between marks."""
    with login() as client:
        channel = client.invoke_shell(term="xterm", width=200, height=50)
        text = ""
        end = time.monotonic() + 20
        while "{}" not in text:
            assert time.monotonic() < end, repr(text)
            text += channel.recv(65536).decode()
        lines = ["edit", "gen location pasted", "gen colour red", "commit"]
        channel.send("\x1b[200~" + "\n".join(lines) + "\x1b[201~\r")
        text = ""
        while "Nothing was committed" not in text:
            assert time.monotonic() < end, repr(text)
            text += channel.recv(65536).decode()
        assert "line 3" in text and "colour" in text, repr(text)
        _, out, _ = client.exec_command("display gen")
        assert "pasted" not in out.read().decode()


def netmiko_finds_the_prompt():
    device = ConnectHandler(
        device_type="terminal_server", host="127.0.0.1", port=PORT, username="admin", use_keys=True, key_file=KEY)
    prompt = device.find_prompt()
    assert re.fullmatch(r"[a-z0-9-]+\{\}\*?", prompt), repr(prompt)
    answer = no_tricks(device.send_command("show version"))
    assert answer.startswith("Device") and "Bumpwire" in answer and "{" not in answer, repr(answer)
    disabled = device.disable_paging(command="terminal length 0")
    assert "error" not in disabled, disabled
    document = json.loads(device.send_command("show commits | display json"))
    assert document["document"] == "bumpwire.commits" and document["version"] == 1, document
    output = device.send_config_set(
        ["edit", "gen location netmiko", "commit", "!"], exit_config_mode=False)
    assert "Committed revision" in output, output
    device.disconnect()


def several_commands_of_one_exec():
    with login() as client:
        for command, status in [
            ("show version\nshow users", 0),
            ("show version\nshow nonsense\nshow users", 1),
            ("edit\ngen location exec\ncommit\n", 0),
            ("edit\ngen location half\n", 1),
            ("edit\ngen colour red\ngen location never\ncommit", 1),
        ]:
            _, out, err = client.exec_command(command)
            out, complaints = out, err.read().decode()
            text = out.read().decode()
            assert out.channel.recv_exit_status() == status, (command, text, complaints)
            if "nonsense" in command:
                assert "line 2" in complaints.lower() and "Session" in text, (text, complaints)
            if "colour" in command:
                assert "line 2" in complaints.lower() and "Nothing was committed" in complaints, complaints
        _, out, _ = client.exec_command("display gen")
        assert "location exec" in out.read().decode()


if __name__ == "__main__":
    globals()[SCENARIO]()
    print("done")
