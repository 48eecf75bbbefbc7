"""What a PNG shows, as one hash: its pixels, whatever else was done to the file.

Mail programs and web sites save an image anew and drop its words, so the bytes change while the
picture stays. The pixels are hashed as they are decoded, with width and height, since the same
bytes in other rows are another picture. A file from a stranger may claim any size: it is read in
strips, and refused before decoding where it is larger than any chart could sensibly be.
"""

from __future__ import annotations

import hashlib
import io
import struct

from PIL import Image

LIMIT = 50_000_000
STRIP = 64
#: How far, of 255, a profile that means the usual colours may round a channel.
NEARLY = 3


class TooLarge(ValueError):
    """More pixels than are read."""


def opened(content: bytes) -> Image.Image:
    """A PNG whose size is known and within the limit, not decoded yet.

    Raises
    ------
    TooLarge
    OSError, SyntaxError, ValueError : no PNG, or a broken one
    """
    head = content[16:24]
    if len(head) < 8 or content[12:16] != b"IHDR":
        raise ValueError("it is no whole PNG")
    width, height = struct.unpack(">II", head)
    if width * height > LIMIT:
        raise TooLarge(f"{width} × {height} pixels; the most that is read is {LIMIT:,}")
    return Image.open(io.BytesIO(content), formats=["PNG"])


def digest(content: bytes) -> str:
    """sha256 of ``width x height``, a line end, and the RGBA bytes row by row."""
    with opened(content) as image:
        image.load()
        found = hashlib.sha256(f"{image.width}x{image.height}\n".encode())
        for top in range(0, image.height, STRIP):
            bottom = min(top + STRIP, image.height)
            strip = image.crop((0, top, image.width, bottom))
            found.update(strip.convert("RGBA").tobytes())
        return found.hexdigest()


def true_colours(image: Image.Image) -> bool:
    """Whether an image's colour profile leaves its colours as they are without one, or nearly."""
    from PIL import ImageChops, ImageCms

    profile = image.info.get("icc_profile")
    if not profile:
        return True
    plain = image.convert("RGB")
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        usual = ImageCms.createProfile("sRGB")
        shown = ImageCms.profileToProfile(plain, given, usual, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return False
    if shown is None:
        return False
    apart = ImageChops.difference(plain, shown)
    return not any(sum(band.histogram()[NEARLY + 1 :]) for band in apart.split())
