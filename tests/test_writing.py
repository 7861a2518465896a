"""Where the report goes: its own folder in the project, whole files, no link followed, no other report written over."""

import json
import os
import subprocess
import sys

import pytest

from citations.errors import InputError, ProjectError
from pipeline.reading import Readers, read_draft
from pipeline.writing import folder_name, report_folder, write_together
from tests.project import QUICK


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("..", "briefing"),
        ("...", "briefing"),
        ("a/../../b", "a .. .. b"),
        ("x\n\x1b[31my", "x 31my"),
        ("Briefing N°78", "Briefing N 78"),
        ("записка", "записка"),
    ],
)
def test_a_draft_s_name_makes_one_folder(name, wanted):
    assert folder_name(name) == wanted
    assert folder_name(wanted) == wanted


def test_a_report_of_another_draft_of_the_same_stem_is_kept(tmp_path):
    first = report_folder(tmp_path, tmp_path / "draft.md")
    first.mkdir(parents=True)
    (first / "findings.json").write_text(json.dumps({"briefing": {"name": "draft.md"}}), encoding="utf-8")
    assert report_folder(tmp_path, tmp_path / "draft.md") == first
    assert report_folder(tmp_path, tmp_path / "draft.docx") == tmp_path / "report" / "draft.docx"


@pytest.mark.parametrize("link", ["report", "report/draft", "report/draft/copies"])
def test_a_link_out_of_the_project_is_refused(tmp_path, link):
    outside, project = tmp_path / "outside", tmp_path / "project"
    outside.mkdir()
    place = project / link
    place.parent.mkdir(parents=True)
    place.symlink_to(outside, target_is_directory=True)
    with pytest.raises(ProjectError, match="is a link"):
        report_folder(project, project / "draft.md")


def test_files_come_together_or_not_at_all(tmp_path):
    (tmp_path / "b").mkdir()
    with pytest.raises(OSError, match=r"directory|exists"):
        write_together(tmp_path, {"a/none": "x"} | {"b": "y"})
    write_together(tmp_path, {"one": "ё", "two": "\ud800"})
    assert (tmp_path / "one").read_text(encoding="utf-8") == "ё"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "one", "two"]


def test_what_a_killed_program_left_half_written_goes_and_what_another_is_writing_stays(tmp_path):
    old, young, own = (tmp_path / name for name in (".footnotary-a1.new", ".footnotary-b2.new", ".draft.new"))
    for path in (old, young, own):
        path.write_text("half", encoding="utf-8")
    for path in (old, own):
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 7200))
    write_together(tmp_path, {"one": "x"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [".draft.new", ".footnotary-b2.new", "one"]


def test_a_link_planted_for_a_file_is_replaced_not_followed(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("precious", encoding="utf-8")
    folder = tmp_path / "report"
    folder.mkdir()
    (folder / "index.html").symlink_to(victim)
    write_together(folder, {"index.html": "new"})
    assert victim.read_text(encoding="utf-8") == "precious"


def test_a_pipe_is_no_draft(tmp_path):
    pipe = tmp_path / "draft.md"
    os.mkfifo(pipe)
    with pytest.raises(InputError, match="no ordinary file"):
        read_draft(pipe)


async def test_a_draft_whose_name_is_no_text_is_refused_at_once(tmp_path):
    draft = tmp_path / os.fsdecode(b"caf\xe9.md")
    draft.write_text("x[^1]\n\n[^1]: A remark.\n", encoding="utf-8")
    readers = Readers()
    try:
        with pytest.raises(InputError, match=r"name is not UTF-8.*: rename the file"):
            await readers.briefing(draft)
    finally:
        readers.close()


async def test_a_draft_made_to_be_slow_ends_in_one_error(tmp_path):
    draft = tmp_path / "slow.md"
    draft.write_text("x[^1]\n\n[^1]: " + '"a" ' * 60_000, encoding="utf-8")
    readers = Readers(timeout_s=1.0)
    try:
        await readers.briefing(draft)
    except InputError as error:
        assert "could not be read" in str(error)  # noqa: PT017 - a parser that is quick enough is as good
    finally:
        readers.close()


def test_offline_a_dead_network_is_not_a_dead_source(tmp_path):
    """With no host answering at all, a name that is not known proves nothing."""
    draft = tmp_path / "d.md"
    draft.write_text(
        'Claim.[^1]\n\n[^1]: "A Title of Some Words", Lake Wire, 3 May 2019, https://nowhere.invalid/a.\n', encoding="utf-8"
    )
    (tmp_path / "footnotary.toml").write_text("[fetch]\ninterval_s = 0.0\nattempts = 2\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pipeline", "verify", "d.md", "--yes", "--quiet", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    note = json.loads(run.stdout)["notes"][0]
    assert (run.returncode, note["status"]) == (3, "NOT-CHECKED"), run.stderr


def test_a_book_without_a_page_is_not_on_the_web_and_its_scan_is_asked_for(tmp_path):
    note = "Anna Brill, *Salt Roads* (London: Quay Press, 1999), p. 3."
    (tmp_path / "d.md").write_text(
        f"Claim.[^1] Other.[^2]\n\n[^1]: {note}\n[^2]: “Salt Sold”, Lake Wire, 3 May 2019.\n", encoding="utf-8"
    )
    words = [sys.executable, "-m", "pipeline", "verify", "d.md", "--offline", "--quiet", "--json"]
    run = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    book, news = json.loads(run.stdout)["notes"]
    assert (book["status"], book["reason"]) == ("NOT-WEB", "in print, no scan attached")
    assert news["status"] == "NOT-CHECKED"


def test_a_name_that_is_gone_leaves_no_retry_due(tmp_path):
    """A definite "no such host", said while others answered, is an answer: the run is complete."""
    from tests.loopback import Answer, LoopbackWeb

    notes = '[^1]: "Alive and Well by the Lake", Lake Wire, 3 May 2019, http://alive.example/a.\n[^2]: "Gone with the Lake", Old Wire, 4 May 2019, http://gone.invalid/b.\n'
    (tmp_path / "d.md").write_text(f"One.[^1] Two.[^2]\n\n{notes}", encoding="utf-8")
    (tmp_path / "footnotary.toml").write_text(QUICK, encoding="utf-8")  # no archive is asked: none would answer here
    page = (
        b"<title>Alive and Well by the Lake</title><h1>Alive and Well by the Lake</h1><p>3 May 2019</p><p>"
        + b"The lake is alive and well. " * 20
    )
    with LoopbackWeb({("alive.example", "/a"): Answer(body=page)}).in_thread() as web:
        options = [word for option in web.resolve_options() for word in ("--resolve", option)]
        run = subprocess.run(
            [sys.executable, "-m", "pipeline", "verify", "d.md", "--yes", "--quiet", "--json", "--allow-address", "127.0.0.0/8", *options],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
    statuses = [note["status"] for note in json.loads(run.stdout)["notes"]]
    assert (run.returncode, statuses) == (1, ["OK", "GONE"]), run.stderr
