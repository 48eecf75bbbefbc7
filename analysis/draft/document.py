"""A Word document as a page. Its pictures are left in it, and nothing it links to is fetched."""

from __future__ import annotations

import io
import warnings

from analysis.case.packed import NotPacked, check_packed

_KIND = "a document saved as .docx"


def page_of(data: bytes) -> str:
    """The HTML of a Word document's text and tables.

    Raises
    ------
    NotPacked
        No zip, a broken one, one without a text, encrypted, or larger than an article unpacked.
    """
    import mammoth

    check_packed(data, "word/document.xml", _KIND)
    skip_pictures = mammoth.images.img_element(lambda image: {})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = mammoth.convert_to_html(
                io.BytesIO(data), convert_image=skip_pictures, external_file_access=False
            )
    except RecursionError as error:
        raise NotPacked("is nested too deep", _KIND) from error
    except Exception as error:  # its parts may hold anything, and fail anywhere in the converter
        raise NotPacked("has parts that cannot be read", _KIND) from error
    return str(made.value)
