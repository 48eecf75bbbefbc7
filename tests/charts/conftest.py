"""Each chart is tried on the shipped case that bears it."""

from __future__ import annotations

import pytest

from analysis import charts, read_case


@pytest.fixture(scope="session")
def generated():
    """The shipped case of generated statements."""
    return read_case("generated-statements")


@pytest.fixture
def case(case, generated, request):
    """The summit; for a test of a chart that needs what it lacks, the generated statements."""
    params = getattr(request.node, "callspec", None)
    key = params.params.get("key") if params else None
    if key not in charts.KEYS or all(case.has(table) for table in getattr(charts, key).tables):
        return case
    assert all(generated.has(table) for table in getattr(charts, key).tables)
    return generated
