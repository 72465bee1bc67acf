"""What image files say beside the image: taken out without decoding it, so that the same bytes come out anywhere.

Sources: JPEG, ITU-T T.81 annex B; Exif 3.0 (CIPA DC-008), whose tags are those of TIFF 6.0; PNG, W3C, third edition;
WebP, RFC 9649; IPTC-IIM 4.2. Kept is what a browser needs to show the image: colours, animation, which side is up.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

PLACE, PERSON = "place", "person"
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT".split())
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_EXIF, _ICC = b"Exif\0\0", b"ICC_PROFILE\0"
_ORIENTATION, _GPS = 0x0112, 0x8825
_OF_PERSONS = frozenset((0x013B, 0x9C9D, 0xA430))
"""Artist, Windows' author, owner of the camera."""
_XMP_PLACE = re.compile(rb"GPSLatitude|GPSLongitude|LocationShown|Iptc4xmpCore:Location")
_XMP_PERSON = re.compile(rb"dc:creator|aux:OwnerName|PersonInImage|photoshop:AuthorsPosition")
_IPTC_PLACE, _IPTC_PERSON = re.compile(rb"\x1c\x02[\x1a\x5a\x5c]"), re.compile(rb"\x1c\x02[\x50\x7a]")
_MOST_TAGS = 500


class _Part(NamedTuple):
    """A piece of a file: its name, its bytes as they stand, what they hold, and whether the image needs them."""

    name: bytes
    whole: bytes
    content: bytes
    kept: bool


def bare(image: bytes) -> bytes:
    """A PNG, JPEG or WebP file without its metadata; anything else as it is. Never raises: what cannot be read goes."""
    if image.startswith(_PNG):
        return _PNG + b"".join(part.whole for part in _png(image) if part.kept)
    if image.startswith(b"\xff\xd8"):
        parts = list(_jpeg(image))
        turned = [_turned(_tags(part.content[6:]).get(_ORIENTATION)) for part in parts if _is_exif(part)]
        return b"\xff\xd8" + b"".join(turned[:1]) + b"".join(part.whole for part in parts if part.kept)
    if _is_webp(image):
        kept = b"".join(_unflagged(part) for part in _webp(image) if part.kept)
        return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + kept
    return image


def traces(image: bytes) -> set[str]:
    """What the metadata of an image tell: ``PLACE``, where it was taken; ``PERSON``, who made it."""
    found: set[str] = set()
    for part in _parts(image):
        if part.kept:
            continue
        content = part.content.removeprefix(_EXIF)
        tags = _tags(content) if part.name in (b"eXIf", b"EXIF", b"\xe1") else {}
        packed = part.name == b"\xed"
        if _GPS in tags or _XMP_PLACE.search(content) or (packed and _IPTC_PLACE.search(content)):
            found.add(PLACE)
        if not _OF_PERSONS.isdisjoint(tags) or _XMP_PERSON.search(content) or (packed and _IPTC_PERSON.search(content)):
            found.add(PERSON)
    return found


def _parts(image: bytes) -> Iterator[_Part]:
    if image.startswith(_PNG):
        yield from _png(image)
    elif image.startswith(b"\xff\xd8"):
        yield from _jpeg(image)
    elif _is_webp(image):
        yield from _webp(image)


def _png(image: bytes) -> Iterator[_Part]:
    """Chunks: length, name, content, checksum."""
    place = len(_PNG)
    while place + 12 <= len(image):
        (length,) = struct.unpack_from(">I", image, place)
        end = place + 12 + length
        name = image[place + 4 : place + 8]
        if end > len(image):
            return
        yield _Part(name, image[place:end], image[place + 8 : end - 4], name in _PNG_KEPT)
        if name == b"IEND":
            return
        place = end


def _jpeg(image: bytes) -> Iterator[_Part]:
    """Segments, named by the second byte of their markers; a scan goes with the segment that starts it."""
    place = 2
    while place + 4 <= len(image):
        if image[place] != 0xFF:
            return
        marker = image[place + 1]
        if marker == 0xFF:  # padding
            place += 1
            continue
        if marker == 0xD9:
            break
        (length,) = struct.unpack_from(">H", image, place + 2)
        end = place + 2 + length
        if length < 2 or end > len(image):
            return
        content = image[place + 4 : end]
        if marker == 0xDA:
            end = _end_of_scan(image, end)
        private = marker == 0xFE or 0xE0 <= marker <= 0xEF
        kept = not private or marker in (0xE0, 0xEE) or (marker == 0xE2 and content.startswith(_ICC))
        yield _Part(bytes([marker]), image[place:end], content, kept)
        place = end
    yield _Part(b"\xd9", b"\xff\xd9", b"", True)


def _end_of_scan(image: bytes, place: int) -> int:
    """Where the next marker stands behind the coded data of a scan; restarts are part of it."""
    while (place := image.find(b"\xff", place)) >= 0 and place + 1 < len(image):
        if image[place + 1] != 0 and not 0xD0 <= image[place + 1] <= 0xD7 and image[place + 1] != 0xFF:
            return place
        place += 1 if image[place + 1] == 0xFF else 2
    return len(image)


def _is_webp(image: bytes) -> bool:
    return image[:4] == b"RIFF" and image[8:12] == b"WEBP"


def _webp(image: bytes) -> Iterator[_Part]:
    """Chunks: name, length, content, padded to an even length."""
    place = 12
    while place + 8 <= len(image):
        (length,) = struct.unpack_from("<I", image, place + 4)
        end = place + 8 + length
        if end > len(image):
            return
        name, padded = image[place : place + 4], end + (length & 1)
        yield _Part(
            name,
            image[place:padded].ljust(8 + length + (length & 1), b"\0"),
            image[place + 8 : end],
            name in _WEBP_KEPT,
        )
        place = padded


def _unflagged(part: _Part) -> bytes:
    """VP8X says by two bits of its first byte that Exif and XMP follow."""
    if part.name != b"VP8X" or not part.content:
        return part.whole
    return part.whole[:8] + bytes([part.content[0] & ~0x0C]) + part.whole[9:]


def _is_exif(part: _Part) -> bool:
    return part.name == b"\xe1" and part.content.startswith(_EXIF)


def _tags(exif: bytes) -> dict[int, int]:
    """The tags of the first two directories of Exif data, each with its value where that is one short number."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    found: dict[int, int] = {}
    if order is None or len(exif) < 8:
        return found
    places = [struct.unpack_from(order + "I", exif, 4)[0]]
    for place in places:
        if place + 2 > len(exif):
            continue
        (count,) = struct.unpack_from(order + "H", exif, place)
        for entry in range(place + 2, min(place + 2 + 12 * min(count, _MOST_TAGS), len(exif) - 11), 12):
            tag, _, _, value = struct.unpack_from(order + "HHIH", exif, entry)
            found[tag] = value
            if tag == 0x8769 and len(places) == 1:  # the directory of the camera
                places.append(struct.unpack_from(order + "I", exif, entry + 8)[0])
    return found


def _turned(orientation: int | None) -> bytes:
    """A segment that says which side of a JPEG is up, and nothing else; none where it is the first row."""
    if orientation is None or not 2 <= orientation <= 8:
        return b""
    exif = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(exif) + len(_EXIF) + 2) + _EXIF + exif
