"""Files that are not what they say: refused, or kept as sealed bytes that nothing here opens and no browser runs."""

from __future__ import annotations

import io
import uuid
import zipfile
import zlib
from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.site import Visitor
from tests.stage import Stage, new_id

SignIn = Callable[[str], Visitor]

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
KINDS = {
    "gusano.svg": SVG,
    "foto.png": SVG,
    "foto.jpg": HTML,
    "pagina.html": HTML,
    "pagina.xhtml": HTML,
    "carta.pdf": HTML,
    "carta.pdf.exe": b"%PDF-1.7",
    "carta.docm": b"PK\x03\x04",
    "tabla.xlsx": HTML,
    "macro.hta": HTML,
    "atajo.lnk": b"L\0\0\0",
    ".htaccess": b"Options +ExecCGI",
    "notas.txt": b"MZ\x90\0",
}


def send(visitor: Visitor, case_id: uuid.UUID, name: str, content: bytes, kind: str = "image/png") -> int:
    visitor.open(f"/cases/{case_id}/files")
    answer = visitor.post(
        f"/cases/{case_id}/files",
        data={"csrf_token": visitor.token, "record": str(new_id())},
        files={"file": (name, content, kind)},
    )
    return answer.status_code


def kept(stage: Stage) -> list[tuple[uuid.UUID, str, str]]:
    table = stage.model.table("attachment")
    with stage.store.reading() as connection:
        rows = connection.execute(select(table.c.id, table.c.name, table.c.media_type)).all()
    return [(row[0], row[1], row[2]) for row in rows]


def test_files_that_belie_their_names_are_refused(as_account: SignIn, stage: Stage) -> None:
    case_id, ana = stage.add_case(), as_account("ana_los_angeles")
    answers = {name: send(ana, case_id, name, content) for name, content in KINDS.items()}
    assert {name for name, status in answers.items() if status != 422} == set()
    assert kept(stage) == []


def test_what_a_browser_says_of_a_file_is_not_believed(as_account: SignIn, stage: Stage) -> None:
    case_id, ana = stage.add_case(), as_account("ana_los_angeles")
    assert send(ana, case_id, "notas.txt", HTML, "text/html") == 200
    [(file_id, _, media_type)] = kept(stage)
    assert media_type == "text/plain"
    answer = ana.get(f"/files/{file_id}")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "name", ['a"; filename="evil.html', "a\r\nSet-Cookie: b=1", "..\\..\\evil.txt", "../../x", "a;b\tc"]
)
def test_a_name_stays_inside_its_header(as_account: SignIn, stage: Stage, name: str) -> None:
    case_id, ana = stage.add_case(), as_account("ana_los_angeles")
    assert send(ana, case_id, f"{name}.txt", b"uno", "text/plain") == 200
    [(file_id, stored, _)] = kept(stage)
    assert "/" not in stored
    assert "\n" not in stored
    answer = ana.get(f"/files/{file_id}")
    told = answer.headers["content-disposition"]
    assert told.isascii()
    assert told.count(";") == 1
    assert '"' not in told
    assert "set-cookie" not in answer.headers


def bomb(size: int) -> bytes:
    """A workbook of some kilobytes that unpacks to ``size`` bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return packed.getvalue()


def test_a_bomb_is_kept_as_it_is_and_unpacked_by_nobody(
    as_account: SignIn, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = bomb(100_000_000)
    assert len(content) < 200_000

    def unpack(*_: object) -> None:
        raise AssertionError("a file of a visitor was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", unpack)
    monkeypatch.setattr(zlib, "decompress", unpack)
    case_id, ana = stage.add_case(), as_account("ana_los_angeles")
    assert send(ana, case_id, "tabla.xlsx", content) == 200
    [(file_id, _, _)] = kept(stage)
    assert ana.get(f"/files/{file_id}").content == content
    assert ana.get(f"/cases/{case_id}/files").status_code == 200


def test_a_file_beyond_the_limit_is_read_away_and_refused(as_account: SignIn, stage: Stage) -> None:
    case_id, ana = stage.add_case(), as_account("ana_los_angeles")
    assert send(ana, case_id, "grande.png", PNG + b"\0" * (24 * 1024 * 1024)) == 413
    assert send(ana, case_id, "medio.png", PNG + b"\0" * (20 * 1024 * 1024)) == 422
    assert kept(stage) == []
