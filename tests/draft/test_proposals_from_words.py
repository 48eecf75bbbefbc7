"""Words that suggest how a thing is put, in sentences made up for it, and words that only look so.

Each sentence was given its modality by the codebook's table before the lists were looked at.
"""

from __future__ import annotations

import pytest

from analysis.draft.cues import proposal

JAPANESE = """
制裁の延長を検討している|considered
停戦が実現すれば支援を再開|conditional
停戦を条件に支援を再開|conditional
条件次第で容認|conditional
増額される公算が大きい|possible
支援を再開するとみられる|possible
開催時期は未定|possible
見直しを求める声|considered
署名を拒否|asserted
即時停戦を訴える|demanded
調停を要請|demanded
共同監視を提案|demanded
加盟を目指す|considered
日程を調整中|considered
値上がりする恐れ|possible
共同声明を発表|asserted
銃声が響く街|None
名声を重んじる|None
恐れずに進む|None
分担金の調整額|None
言及なし|None
"""
ENGLISH = """
Wants a deal|demanded
Wanted a deal|demanded
Called for more|demanded
Is likely to agree|possible
Could veto it|possible
Could have signed in 2020|None
May accept it|possible
Signed in May|None
Signed in May 2025|None
May 2025 treaty|None
Would pay on condition of reforms|conditional
Will not agree unless troops leave|conditional
Weighs a ban|considered
Plans to cut aid|considered
Planned cut|considered
Aims to join|considered
In talks on a fund|considered
Talks stalled|None
Refused to sign|asserted
Opposed the ban|asserted
Has not decided|None
Has decided|asserted
Has not yet announced it|None
Military support|None
Whether it joins is open|possible
No mention|None
"""


def pairs(text):
    return [tuple(line.split("|")) for line in text.strip().split("\n")]


def said(text, language):
    found = proposal(text, language)
    return found.modality if found else "None"


@pytest.mark.parametrize(("text", "modality"), pairs(JAPANESE))
def test_a_japanese_sentence_is_put_as_the_codebook_says(text, modality):
    assert said(text, "ja") == modality


@pytest.mark.parametrize(("text", "modality"), pairs(ENGLISH))
def test_an_english_sentence_is_put_as_the_codebook_says(text, modality):
    assert said(text, "en") == modality


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_cue_stands_twice_and_each_is_of_a_known_kind(language):
    from analysis.draft.cues import MODALITIES, _lexicon

    cues = [(cue, pattern.pattern) for cue, _, pattern in _lexicon(language)]
    assert len(cues) == len(set(cues))
    assert {kind for _, kind, _ in _lexicon(language)} == set(MODALITIES)
