"""What the file says about itself: the document information, and the same as XMP metadata.

XMP (ISO 16684-1) has what PDF/UA-1 asks for: the title, and the claim to be accessible. The
seal of the content stands in both, so that a checker finds it without reading the pages.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFInfo, PDFName, PDFStream

SEAL = "ContentSeal"
"""Name of the seal in the document information; in XMP, of `NAMESPACE`."""
NAMESPACE = "urn:groundwork:document:1#"
_PRODUCER = "Groundwork with ReportLab"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:groundwork="{namespace}">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords>
<pdf:Producer>{producer}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
{sealed}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
_SEALED = "<groundwork:{name}>{seal}</groundwork:{name}>\n"


def add(document: Any, *, language: str, made_at: datetime, seal: str = "") -> None:
    """Complete the information that is set already, and say it as XMP as well.

    `seal` is that of the content; empty where what is printed is no content of a workshop.
    """
    said: PDFInfo = document.info
    said.producer = _PRODUCER
    if seal:
        document.info = _Info(said, seal)
    packet = _PACKET.format(
        namespace=NAMESPACE,
        title=escape(said.title),
        author=escape(said.author),
        subject=escape(said.subject),
        keywords=escape(said.keywords),
        producer=_PRODUCER,
        creator=escape(said.creator),
        language=escape(language),
        made=made_at.isoformat(timespec="seconds"),
        sealed=_SEALED.format(name=SEAL, seal=seal) if seal else "",
    )
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    stream: Any = PDFStream(kind, packet.encode())  # never compressed: others look for it
    document.Catalog.Metadata = document.Reference(stream, "Metadata")
    document.Catalog.ViewerPreferences = "<</DisplayDocTitle true>>"


def date_text(moment: datetime) -> str:
    """A moment in PDF's notation (ISO 32000-1, 7.9.4)."""
    zone = f"{moment:%z}" or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


class _Info(PDFInfo):
    """The document information with the seal."""

    def __init__(self, said: PDFInfo, seal: str) -> None:
        super().__init__()
        vars(self).update(vars(said))
        self._seal = seal

    def format(self, document: PDFDocument) -> bytes:
        head, end = super().format(document).rsplit(b">>", 1)
        return head + f"/{SEAL} ({self._seal})\n>>".encode("ascii") + end
