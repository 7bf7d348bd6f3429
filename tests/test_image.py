"""Dockerfile, compose.yaml and the workflow: parsed, and held to what README promises of them. An engine builds them elsewhere."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.__main__ import main
from bot.settings import describe

TOP = Path(__file__).resolve().parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((TOP / "compose.yaml").read_text("utf-8"))
WORKFLOW: dict[Any, Any] = yaml.safe_load((TOP / ".github/workflows/gate.yml").read_text("utf-8"))
YAGAMI: dict[str, Any] = COMPOSE["services"]["yagami"]


def instructions() -> list[tuple[str, str]]:
    """(word, the rest) of each of the Dockerfile's, with its lines joined."""
    text = re.sub(r"(?m)^\s*#.*\n", "", (TOP / "Dockerfile").read_text("utf-8")).replace("\\\n", " ")
    found = [line.split(maxsplit=1) for line in text.splitlines() if line.strip()]
    return [(word, " ".join(rest.split())) for word, rest in found]


def stage(name: str) -> list[tuple[str, str]]:
    """All that holds in a stage: its own instructions behind those of the stages that it begins with."""
    stages: dict[str, list[tuple[str, str]]] = {}
    here: list[tuple[str, str]] = []
    for word, rest in instructions():
        if word == "FROM":
            base, _, named = rest.split()
            here = stages[named] = list(stages.get(base, []))
        else:
            here.append((word, rest))
    return stages[name]


@pytest.mark.parametrize("name", ["app", "demo"])
def test_an_image_runs_as_nobody_in_particular_and_hands_a_stop_on(name: str) -> None:
    said = stage(name)
    last = {word: rest for word, rest in said if word in ("USER", "ENTRYPOINT", "CMD", "HEALTHCHECK", "STOPSIGNAL")}

    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", last["USER"]), "a number: only that is known not to be root"
    assert json.loads(last["ENTRYPOINT"])[:2] == ["dumb-init", "--single-child"], "without a shell, which keeps signals"
    assert json.loads(last["CMD"]) == ["run" if name == "app" else "demo"]
    assert json.loads(last["HEALTHCHECK"].partition("CMD ")[2]) == ["python", "-m", "bot", "health"]
    after = said[max(number for number, (word, _) in enumerate(said) if word == "USER") :]
    assert not [rest for word, rest in after if word == "RUN"], "what it runs is root's: it can't change itself"


def test_an_image_is_made_of_nothing_that_may_change_and_holds_no_secret() -> None:
    said = instructions()
    bases = [rest.split()[0] for word, rest in said if word == "FROM"]
    stages = {rest.split()[-1] for word, rest in said if word == "FROM"}

    assert {word for word, _ in said} <= {
        "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD", "VOLUME",
    }, "ADD fetches and unpacks, ARG may be anything"  # fmt: skip
    assert [
        base for base in bases if base not in stages and not re.search(r":[\w.-]+@sha256:[0-9a-f]{64}$", base)
    ] == []
    names = re.findall(r"(\w+)=", " ".join(rest for word, rest in said if word == "ENV"))
    assert [name for name in names if name.startswith("YAGAMI_")] == ["YAGAMI_DATA"]


def test_the_builder_gets_no_data_no_git_and_no_settings() -> None:
    lines = [one for one in (TOP / ".dockerignore").read_text("utf-8").splitlines() if one and not one.startswith("#")]

    assert lines[0] == "*", "everything is left out that is not named"
    assert {one[1:] for one in lines if one.startswith("!")} == {
        "yagami", "requirements*.lock", "bot", "core", "storage", "locales", "sandbox",
    }  # fmt: skip


def test_the_service_has_no_right_no_port_and_nothing_to_write_but_its_volume() -> None:
    assert YAGAMI["read_only"] is True
    assert YAGAMI["cap_drop"] == ["ALL"]
    assert YAGAMI["security_opt"] == ["no-new-privileges:true"]
    assert YAGAMI["user"] == dict(stage("app"))["USER"]
    assert YAGAMI["volumes"] == ["yagami:/data"]
    assert set(COMPOSE["volumes"]) == {"yagami"}
    assert YAGAMI["restart"] == "unless-stopped"
    assert {"mem_limit", "pids_limit", "stop_grace_period", "logging"} <= set(YAGAMI)
    assert "healthcheck" not in YAGAMI, "the image's own holds"
    for service in COMPOSE["services"].values():
        assert not {"ports", "privileged", "devices"} & set(service)
        assert service.get("network_mode", "none") == "none"
        assert service["cap_drop"] == ["ALL"]
        assert not any("docker.sock" in str(volume) for volume in service.get("volumes", []))


def test_videos_lie_on_the_disk_of_the_volume_and_not_in_memory() -> None:
    known = {name for name, _, _ in describe()}
    given = YAGAMI["environment"]

    assert {name for name in given if name.startswith("YAGAMI_")} <= known
    assert Path(given["YAGAMI_WORK"]).is_relative_to(given["YAGAMI_DATA"])
    assert given["TMPDIR"] == given["YAGAMI_DATA"] == "/data", "the rest is read-only"
    assert "tmpfs" not in YAGAMI


def test_the_token_is_a_secret_that_the_settings_know_and_git_does_not() -> None:
    known = {name.lower() for name, _, _ in describe()}

    assert YAGAMI["secrets"] == list(COMPOSE["secrets"]) == ["yagami_bot_token"]
    assert set(COMPOSE["secrets"]) <= known
    files = [one["file"] for one in COMPOSE["secrets"].values()]
    ignored = (TOP / ".gitignore").read_text("utf-8").splitlines()
    assert files == ["./secrets/bot_token.txt"]
    assert {"/secrets/", "/.env"} <= set(ignored)


def test_the_provider_of_po_tokens_is_the_one_that_the_lock_has_the_other_half_of() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    [plugin] = [
        one.partition("==")[2] for one in project["dependencies"] if one.startswith("bgutil-ytdlp-pot-provider==")
    ]
    service = COMPOSE["services"]["po-token"]

    assert re.fullmatch(
        rf"brainicism/bgutil-ytdlp-pot-provider:{re.escape(plugin)}@sha256:[0-9a-f]{{64}}", service["image"]
    )
    assert service["profiles"] == ["po-token"]
    assert not {"volumes", "secrets", "env_file"} & set(service), "it gets nothing of ours but what yt-dlp asks it"


def test_the_demo_plays_without_a_network_and_without_the_volume() -> None:
    demo = COMPOSE["services"]["demo"]

    assert (demo["profiles"], demo["network_mode"], demo["read_only"]) == (["demo"], "none", True)
    assert not {"volumes", "secrets", "env_file"} & set(demo)
    assert demo["build"]["target"] == "demo"


def test_the_workflow_may_read_and_nothing_else_and_runs_nothing_that_may_change() -> None:
    jobs = WORKFLOW["jobs"]
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    run = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]

    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in jobs.values())
    assert set(WORKFLOW[True]) == {"push", "pull_request"}, (
        "never pull_request_target, which hands strangers the secrets"
    )
    assert [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one)] == []
    assert all(step["with"]["persist-credentials"] is False for job in jobs.values() for step in job["steps"][:1])
    assert not any("${{" in one for one in run), "what others wrote must not become a command"
    assert all(isinstance(job["timeout-minutes"], int) for job in jobs.values())


def test_the_workflow_runs_the_gate_and_builds_the_image_for_both_kinds_of_machine(
    capsys: pytest.CaptureFixture[str],
) -> None:
    gate, image = WORKFLOW["jobs"]["gate"], WORKFLOW["jobs"]["image"]

    assert gate["steps"][-1]["run"] == ".ci/run"
    assert (TOP / ".ci/run").read_text("utf-8").rstrip().endswith("exec ./yagami test")
    assert image["strategy"]["matrix"]["runner"] == ["ubuntu-24.04", "ubuntu-24.04-arm"]
    commands = "\n".join(step["run"] for step in image["steps"] if "run" in step)
    built = re.findall(r"docker build --tag \S+ --target (\S+) \.", commands)
    stages = {rest.split()[-1] for word, rest in instructions() if word == "FROM"}
    assert built == ["app", "demo"]
    assert set(built) <= stages
    assert main(["settings", "--env"]) == 0
    assert capsys.readouterr().out == (TOP / ".env.example").read_text("utf-8"), "what the workflow compares"
    for word in ("demo", "po-token"):
        assert f"--profile {word}" in commands
