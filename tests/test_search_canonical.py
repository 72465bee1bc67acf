import gzip
import json
import zlib

from registry.search.canonical import _as_gzip, canonical


def packed(cbor: bytes) -> bytes:
    return gzip.compress(b"pagefind_dcd" + cbor)


def text(value: str) -> bytes:
    return bytes([0x60 + len(value.encode())]) + value.encode()


# [name, [[value, [page, …]], …]], with the numbers 3, 24, 300 and 70,000.
B = b"\x82" + text("b") + b"\x81" + text("é")
A = b"\x82" + text("a") + b"\x84\x03\x18\x18\x19\x01\x2c\x1a\x00\x01\x11\x70"


def site(values: bytes, filters: bytes) -> dict[str, bytes]:
    # [version, pages, chunks, [[filter, hash], …], sorts, fields]
    meta = b"\x86" + text("1.5.2") + b"\x80\x80\x82" + filters + b"\x80\x80"
    return {
        "filter/fr_1111111.pf_filter": packed(b"\x82" + text("kind") + b"\x82" + values),
        "filter/fr_2222222.pf_filter": packed(b"\x82" + text("year") + b"\x80"),
        "pagefind.fr_3333333333.pf_meta": packed(meta),
        "pagefind-entry.json": json.dumps({"languages": {"fr": {"hash": "fr_3333333333"}}}).encode(),
        "index/fr_4.pf_index": b"as it is",
    }


KIND, YEAR = b"\x82" + text("kind") + text("fr_1111111"), b"\x82" + text("year") + text("fr_2222222")
# A page list is a list: of A four numbers, of B one text stands in for it.
ONE, OTHER = site(A + B, KIND + YEAR), site(B + A, YEAR + KIND)


def test_whatever_the_order_that_chance_gave_the_index_is_the_same() -> None:
    assert ONE != OTHER
    assert canonical(ONE) == canonical(OTHER)


def test_names_follow_from_content_and_lead_to_each_other() -> None:
    files = canonical(OTHER)
    hash_ = json.loads(files["pagefind-entry.json"])["languages"]["fr"]["hash"]
    meta = gzip.decompress(files[f"pagefind.{hash_}.pf_meta"])
    names = [path.removeprefix("filter/").removesuffix(".pf_filter") for path in files if path.startswith("filter/")]
    assert len(names) == 2
    assert all(text(name) in meta for name in names)
    assert meta.index(b"kind") < meta.index(b"year")
    assert files["index/fr_4.pf_index"] == b"as it is"
    kind = next(content for path, content in files.items() if "filter/" in path and b"kind" in gzip.decompress(content))
    assert gzip.decompress(kind).endswith(A + B)


def test_what_is_written_anew_is_gzip_that_depends_on_no_version_of_a_library() -> None:
    for size in (0, 1, 0xFFFF, 0x10000, 200_001):
        data = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
        packed = _as_gzip(b"pagefind_dcd" + data)
        assert gzip.decompress(packed) == b"pagefind_dcd" + data
        assert zlib.decompressobj(31).decompress(packed) == b"pagefind_dcd" + data
        assert packed[:10].hex() == "1f8b08000000000000ff"
        assert b"pagefind_dcd" in packed[:27]
