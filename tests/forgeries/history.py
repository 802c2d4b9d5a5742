"""Redated, signed and changed, opened in an editor, made to act."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from coacheck.rules.legit.software import moment
from forgeries.forged import Forged, Forger, ForgerError, at_cell, saved
from forgeries.revised import appended, change
from forgeries.target import Target, grown

_YEAR = timedelta(days=340)


def redated(target: Target) -> Forged:
    """A year younger than the file."""
    made = moment(target.report.history.created)
    for name in ("reported", "tested", "received"):
        told, place = getattr(target.report.dates, name), target.report.fields.get(name)
        if made is None or not told or place is None or date.fromisoformat(told) + _YEAR < made.date():
            continue
        with target.open() as pdf:
            page, year = pdf[place.page - 1], int(told[:4])
            words = page.get_text("words", clip=grown(place.bbox, -2, -2, 2, 2))
            dated = [w for w in words if str(year) in w[4]]
            if dated:
                box, text = tuple(dated[-1][:4]), dated[-1][4]
                change(page, box, text.replace(str(year), str(year + 1)))
                return Forged(saved(pdf), place.page, box)
    raise ForgerError("no date of the file's own year is printed in full")


def javascript(target: Target) -> Forged:
    with target.pike() as pdf:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("this.getField('x').value = '1';"))
        return Forged(saved(pdf), says="JavaScript")


def launch(target: Target) -> Forged:
    with target.pike() as pdf:
        act = Dictionary(S=Name.Launch, F=String("cmd.exe"))
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 10, 60, 30]), A=act)
        sheet = pdf.pages[0]
        sheet.Annots = Array([*sheet.get("/Annots", []), pdf.make_indirect(note)])
        return Forged(saved(pdf), says="start")


def attachment(target: Target) -> Forged:
    with target.pike() as pdf:
        pdf.attachments["report.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ", filename="report.exe")
        return Forged(saved(pdf), says="attached")


def signed_and_changed(target: Target) -> Forged:
    """Signed by someone, then a figure changed."""
    data = appended(_signed(target), lambda pdf: change(pdf[target.page], target.cell, target.other))
    return Forged(data, target.page + 1, target.cell)


def signed_and_broken(target: Target) -> Forged:
    """One byte changed within what was signed, of no other meaning."""
    data = bytearray(_signed(target))
    at = data.index(b"%", 8)
    data[at + 1] ^= 1
    return Forged(bytes(data), says="sign")


def _signed(target: Target) -> bytes:
    from asn1crypto import pem, x509
    from cryptography import x509 as certificates
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from pyhanko.keys import load_private_key_from_pemder_data
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    with target.pike() as pdf:
        if pdf.is_encrypted:
            raise ForgerError("the file is encrypted")
        plain = BytesIO()  # signers refuse a file of both kinds of cross-reference
        pdf.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    key = rsa.generate_private_key(65537, 2048)
    name = certificates.Name([certificates.NameAttribute(certificates.NameOID.COMMON_NAME, "Quality Manager")])
    start = datetime(2020, 1, 1)
    made = (
        certificates.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(start).not_valid_after(start + timedelta(days=20_000))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    own = x509.Certificate.load(pem.unarmor(made.public_bytes(serialization.Encoding.PEM))[2])
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    signer = signers.SimpleSigner(
        signing_cert=own, signing_key=load_private_key_from_pemder_data(secret, None),
        cert_registry=SimpleCertificateStore.from_certs([own]),
    )  # fmt: skip
    about = signers.PdfSignatureMetadata(field_name="Signature1")
    out = signers.sign_pdf(IncrementalPdfFileWriter(plain), about, signer=signer)
    return bytes(out.getvalue())


def edited_in_a_program(target: Target) -> Forged:
    """Opened in an editor, which says so."""
    with target.open() as pdf:
        change(pdf[target.page], target.cell, target.other)
        pdf.set_metadata({**(pdf.metadata or {}), "producer": "Sejda 3.2.61 (www.sejda.com)"})
        return at_cell(target, pdf)


def saved_later(target: Target) -> Forged:
    """A figure set anew a month after the file was made."""
    made = moment(target.report.history.created)
    if made is None:
        raise ForgerError("the file does not say when it was made")
    with target.open() as pdf:
        change(pdf[target.page], target.cell, target.other)
        later = (made + timedelta(days=30)).strftime("D:%Y%m%d%H%M%SZ")
        pdf.set_metadata({**(pdf.metadata or {}), "modDate": later})
        return Forged(saved(pdf), says="days later")


KINDS: dict[str, Forger] = {
    "redated": redated,
    "active: JavaScript": javascript,
    "active: Launch": launch,
    "active: attachment": attachment,
    "signed, then changed": signed_and_changed,
    "signed, then broken": signed_and_broken,
    "editor": edited_in_a_program,
    "saved later": saved_later,
}
