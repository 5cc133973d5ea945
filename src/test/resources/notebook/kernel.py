"""Talks to the Java kernel as JupyterLab does.

    python kernel.py REQUESTS.json

REQUESTS.json is a list: {"run": CODE} runs a cell, {"queue": [CODE, ...]} sends several at once, as Run All does,
{"stop": CODE} interrupts a cell as soon as it prints, {"complete": CODE} asks what Tab offers and {"inspect": CODE} what
Shift+Tab shows, where the sign "‸" stands or else at the end, {"choose": {"code": CODE, "chosen": {…}}} runs a cell with
menus and chooses in them. The last line on standard output is a JSON object: "ready"
(seconds until the kernel answered) and "answers", one per request: a cell's with what it showed, a queue's with the status of
every reply and what was printed, a completion's with what the code would be after each of the names offered, an inspection's
with the texts shown.
"""
import json
import sys
import time

from jupyter_client.manager import start_new_kernel

PATIENCE = 300


def run(client, code, printed=lambda: None):
    shown = {"errors": [], "stderr": "", "text": [], "html": []}

    def hear(message):
        content = message["content"]
        if message["msg_type"] == "error":
            shown["errors"].append({"name": content["ename"], "value": content["evalue"],
                                    "lines": [line for part in content["traceback"] for line in part.splitlines()]})
        elif message["msg_type"] == "stream" and content["name"] == "stderr":
            shown["stderr"] += content["text"]
        elif message["msg_type"] == "stream":
            printed()
        elif message["msg_type"] in ("execute_result", "display_data"):
            shown["text"].append(content["data"].get("text/plain", ""))
            shown["html"].append(content["data"].get("text/html", ""))

    client.execute_interactive(code, timeout=PATIENCE, output_hook=hear)
    return shown


def queue(client, cells):
    waiting = [client.execute(cell) for cell in cells]
    statuses = {}
    while len(statuses) < len(waiting):
        reply = client.get_shell_msg(timeout=PATIENCE)
        statuses[reply["parent_header"].get("msg_id")] = reply["content"]["status"]
    printed, idle = "", set()
    while not idle.issuperset(waiting):
        message = client.get_iopub_msg(timeout=PATIENCE)
        if message["msg_type"] == "stream":
            printed += message["content"]["text"]
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            idle.add(message["parent_header"].get("msg_id"))
    return {"statuses": [statuses.get(cell, "none") for cell in waiting], "printed": printed}


def choose(client, asked):
    """Runs a cell that shows menus, and asks as its page does for what they show when something is chosen."""
    page = "".join(run(client, asked["code"])["html"])
    message = client.session.msg("comm_msg", {"comm_id": page.split('<div id="')[1].split('"')[0], "data": {}})
    message["metadata"] = asked["chosen"]
    client.shell_channel.send(message)
    shown = {"page": page}
    while True:
        heard = client.get_iopub_msg(timeout=PATIENCE)
        if heard["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            if heard["msg_type"] == "display_data":
                shown["data"] = heard["content"]["data"]
            if heard["msg_type"] == "status" and heard["content"]["execution_state"] == "idle":
                return shown


def cursor(code):
    at = code.find("‸")
    return (code, len(code)) if at < 0 else (code.replace("‸", ""), at)


def complete(client, code):
    code, at = cursor(code)
    content = client.complete(code, at, reply=True, timeout=PATIENCE)["content"]
    kinds = content["metadata"].get("_jupyter_types_experimental", [])
    return {"matches": content["matches"], "replaces": code[content["cursor_start"]:content["cursor_end"]],
            "kinds": [kind["type"] for kind in kinds]}


def inspect(client, code):
    code, at = cursor(code)
    return client.inspect(code, at, reply=True, timeout=PATIENCE)["content"]["data"]


def main(path):
    with open(path, encoding="utf-8") as file:
        requests = json.load(file)
    begun = time.monotonic()
    manager, client = start_new_kernel(kernel_name="java", startup_timeout=PATIENCE)
    ready = time.monotonic() - begun
    try:
        kinds = {"run": run, "queue": queue, "complete": complete, "inspect": inspect, "choose": choose,
                 "stop": lambda client, code: run(client, code, manager.interrupt_kernel)}
        answers = [kinds[kind](client, asked) for request in requests for kind, asked in request.items()]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    print(json.dumps({"ready": round(ready, 2), "answers": answers}))


if __name__ == "__main__":
    main(sys.argv[1])
