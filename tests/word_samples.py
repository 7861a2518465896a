"""Word files made for the tests from Word's own XML constructs, as small as Word would still open them."""

import io
import zipfile

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W_NS}" xmlns:r="{R_NS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
SEPARATORS = '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'


def run(text, properties=""):
    """Return a run with `text` (spaces kept)."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*parts, properties=""):
    """Return a paragraph; plain strings become runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>" + "".join(part if part.startswith("<") else run(part) for part in parts) + "</w:p>"


def call(number, kind="footnote", mark=""):
    """Return the run that calls note `number`."""
    custom = ' w:customMarkFollows="1"' if mark else ""
    return f'<w:r><w:{kind}Reference{custom} w:id="{number}"/>' + (f"<w:t>{mark}</w:t>" if mark else "") + "</w:r>"


def note(number, *paragraphs, kind="footnote"):
    """Return a note of `paragraphs`; plain strings become paragraphs that start with the note's number and a space."""
    ref = f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:{kind}Ref/></w:r>'
    made = (part if part.startswith("<") else p(ref, run(" " + part)) for part in paragraphs)
    return f'<w:{kind} w:id="{number}">' + "".join(made) + f"</w:{kind}>"


def relationships(*items):
    """Return a relationships part of (id, type, target) triples."""
    rows = "".join(
        f'<Relationship Id="{key}" Type="{R_NS}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if kind == "hyperlink" else "/>")
        for key, kind, target in items
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def part(root, content):
    """Return an XML part with `root` as its element."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{content}</w:{root}>'


def zipped(files):
    """Return a zip package of name to content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def content_types(folder, names):
    """Return the part that names the media type of every other; LibreOffice opens no package without it."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    rows = "".join(f'<Override PartName="/{folder}/{name}.xml" ContentType="{kind}.{name}+xml"/>' for name in names)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows.replace("document+xml", "document.main+xml")}</Types>'
    )


def parts(
    body, footnotes="", endnotes="", *, main="word/document.xml", links=(), note_links=(), styles="", settings="", numbering=""
):
    """Return the files of a Word package, by name."""
    folder, _, file = main.rpartition("/")
    files = {"_rels/.rels": relationships(("rId1", "officeDocument", main)), main: part("document", f"<w:body>{body}</w:body>")}
    rows = list(links)
    for kind, content in (("footnote", footnotes), ("endnote", endnotes)):
        if content:
            files[f"{folder}/{kind}s.xml"] = part(f"{kind}s", SEPARATORS.format(kind) + content)
            rows.append((f"rel-{kind}", f"{kind}s", f"{kind}s.xml"))
    for kind, content in (("styles", styles), ("settings", settings), ("numbering", numbering)):
        if content:
            files[f"{folder}/{kind}.xml"] = part(kind, content)
            rows.append((f"rel-{kind}", kind, f"{kind}.xml"))
    files[f"{folder}/_rels/{file}.rels"] = relationships(*rows)
    files["[Content_Types].xml"] = content_types(
        folder, [file.removesuffix(".xml"), *(kind for _, kind, _ in rows if kind != "hyperlink")]
    )
    if note_links:
        files[f"{folder}/_rels/footnotes.xml.rels"] = relationships(*note_links)
    return files


def docx(body, footnotes="", endnotes="", **more):
    """Return the bytes of a Word file with this body and these notes."""
    return zipped(parts(body, footnotes, endnotes, **more))
