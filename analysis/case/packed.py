"""A zip from somebody else, held to bounds before anything in it is unpacked.

Word documents and workbooks are zips of XML, and a few kilobytes of a zip can unfold to
gigabytes. The sizes that a zip declares are added up first; reading a part stops at them.
"""

from __future__ import annotations

import io
import zipfile
import zlib

MAX_PARTS = 2000
MAX_XML = 16 * 1024 * 1024
MAX_TAGS = 300_000
_MB = 1024 * 1024


class NotPacked(Exception):
    """Bytes that are no such file, or one beyond the bounds: what is wrong, what is allowed."""

    def __init__(self, wrong: str, allowed: str) -> None:
        super().__init__(wrong)
        self.wrong, self.allowed = wrong, allowed


def check_packed(
    data: bytes, part: str, kind: str, *, xml: int = MAX_XML, most_tags: int = MAX_TAGS
) -> None:
    """Refuse a zip that is broken, encrypted, too large unpacked, or without its main part.

    Parameters
    ----------
    data : the file
    part : the name of the part without which it is no such file
    kind : what is allowed instead, in words
    xml, most_tags : the bytes of text and the tags that it may unpack to

    Raises
    ------
    NotPacked
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MAX_PARTS:
                raise NotPacked(f"{len(parts)} parts", f"at most {MAX_PARTS}")
            if any(each.flag_bits & 1 for each in parts):
                raise NotPacked("is encrypted", "a file saved without a password")
            texts = [each for each in parts if each.filename.endswith((".xml", ".rels", ".vml"))]
            size = sum(each.file_size for each in texts)
            if size > xml:
                wrong = f"unpacks to {size / _MB:.0f} MB of text"
                raise NotPacked(wrong, f"at most {xml // _MB} MB")
            if part not in packed.namelist():
                raise NotPacked(f"holds no {part}", kind)
            tags = sum(packed.read(each).count(b"<") for each in texts)
            if tags > most_tags:
                raise NotPacked(f"{tags} tags", f"at most {most_tags}")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError) as error:
        raise NotPacked("is no zip, or a broken one", kind) from error
    except (OSError, ValueError, RuntimeError, NotImplementedError, IndexError) as error:
        raise NotPacked("cannot be unpacked", kind) from error
