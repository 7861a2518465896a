"""Claims and quotations: the sentence a marker stands in, and the words somebody said there."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.footnote import understand
from citations.prose import quoted_spans, strip_emphasis
from citations.publisher import default_publishers
from citations.quotation import find_quotations
from citations.readers import read_document
from citations.sentences import sentences


def footnotes(body):
    """Return label to footnote of a Markdown body, its notes made up."""
    labels = sorted(set(re.findall(r"\[\^(\w+)\]", body)))
    source = body + "\n\n" + "\n".join(f"[^{label}]: “A Title {label}”, Lake Wire, {label} May 2014." for label in labels)
    return {note.label: note for note in understand(read_document(source.encode(), "a.md"), default_publishers()).footnotes}


def claims(body):
    return [note.claim for note in footnotes(body).values()]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("He left. She stayed.[^1] They talked.", ["She stayed."]),
        ("He left in May[^1] and came back in June. She stayed.", ["He left in May and came back in June."]),
        ("Some left,[^1] some stayed[^2] and one died.[^3] Then it ended.", ["Some left, some stayed and one died."] * 3),
        ("He said “we left. We stayed”.[^1] It ended.", ["He said “we left. We stayed”."]),
        ('He said, "we left."[^1] It ended.', ['He said, "we left."']),
        (
            'She was surprised: "I had not believed it."[^1] The two bids rose.[^2]',
            ['She was surprised: "I had not believed it."', "The two bids rose."],
        ),
        ("“I had not believed it.”[^1] The bids rose.", ["“I had not believed it.”"]),
        ("He asked: “Who left?” Tully did.[^1]", ["Tully did."]),
        ("Gen. Osman met the U.S. envoy.[^1] It ended.", ["Gen. Osman met the U.S. envoy."]),
        ("В 2015 г. он уехал, т.е. бежал.[^1] Потом вернулся.", ["В 2015 г. он уехал, т.е. бежал."]),
        ("The party (banned. Dissolved.) left.[^1] It ended.", ["The party (banned. Dissolved.) left."]),
        ("Is it so?[^1] It is![^2]", ["Is it so?", "It is!"]),
        ("One.[^1]\n\nTwo.[^2]", ["One.", "Two."]),
        ("It leaves at 6.50 pm.[^1] Islanders met.[^2]", ["It leaves at 6.50 pm.", "Islanders met."]),
        ("It leaves at 6 p.m.[^1][^2] Islanders met.", ["It leaves at 6 p.m."] * 2),
        ("It is run by Acme Inc.[^1] Farmers left the U.S.[^2] Many died.", ["It is run by Acme Inc.", "Farmers left the U.S."]),
        ("At 6 p.m.[^1] or later it left.[^2] It sank.", ["At 6 p.m. or later it left."] * 2),
    ],
)
def test_the_claim_is_the_sentence_that_holds_the_marker(body, wanted):
    assert claims(body) == wanted


def test_of_a_sentence_with_several_marks_each_note_has_the_part_before_its_own():
    body = "It rained. The *Salt* road closed,[^1] and the *pass* too.[^2] Nobody came."
    first, second = footnotes(body).values()
    assert first.claim[slice(*first.claim_span)] == "The Salt road closed,"
    assert second.claim[slice(*second.claim_span)] == " and the pass too."
    assert {(note.claim_before, note.claim_after) for note in (first, second)} == {("It rained.", "Nobody came.")}


def test_a_block_quotation_is_claimed_with_the_words_that_lead_to_it():
    note = footnotes("The minister wrote:\n\n> We shall not go. We shall stay.[^1]")["1"]
    assert note.claim == "The minister wrote: We shall not go. We shall stay."
    assert [(q.exact, q.kind, q.speaker) for q in note.quotations] == [
        ("We shall not go. We shall stay.", "block", "The minister")
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We go now”, said the minister.", [("We go now", "the minister")]),
        ("Kabiri said, “we stay here”.", [("we stay here", "Kabiri")]),
        ("It was, according to a diplomat, “a farce”.", [("a farce", None)]),
        ("He called it “a farce” and “a shame”.", [("a farce", "He"), ("a shame", None)]),
        ('He said, "two or three years”.', [("two or three years", "He")]),
        ("Ельцин заявил: «Мы идём вперёд».", [("Мы идём вперёд", "Ельцин")]),
        ("Er nannte es „eine Farce“ im Mai.", [("eine Farce", None)]),
        ("It's the people's choice, isn't it?", []),
        ("An “unclosed mark stands here.", []),
        ("The Russian “ов” ending.", []),
        ("Parliament amended the “On Associations” law.", []),
        ("He said “it was ‘not free’ at all”.", [("it was ‘not free’ at all", "He"), ("not free", None)]),
        ("They said “it ended. Nobody came. We left”.", [("it ended. Nobody came. We left", "They")]),
    ],
)
def test_quotations_and_who_said_them(text, wanted):
    assert [(q.exact, q.speaker) for q in find_quotations(text, where="body")] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ministry said ‘the gate will be shut by May’.", ["the gate will be shut by May"]),
        (
            "‘We lost the workers’ gate, all of it,’ said one. ‘Nobody cares now.’",
            ["We lost the workers’ gate, all of it,", "Nobody cares now."],
        ),
        ("He called it 'a lie from end to end', and the boys' school shut.", ["a lie from end to end"]),
        (
            "One said ‘they told us “go home” and left’, two that it was “over”.",
            ["they told us “go home” and left", "go home", "over"],
        ),
        ("He told us “the ‘so-called new’ gate is shut”.", ["the ‘so-called new’ gate is shut", "so-called new"]),
        ("The ‘elite’ of ‘Abd al-Rahman and the Shi‘a’s clerics’ council met in the '90s.", []),
        ("Rock 'n' roll, the Browns' house and the Greens' dog stayed.", []),
        ("Она сказала: ‘ворота закрыты с мая’.", ["ворота закрыты с мая"]),
    ],
)
def test_single_marks_enclose_quotations_too(text, wanted):
    assert [q.exact for q in find_quotations(text, where="body")] == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "He said “they sold the gate,[^1] and then the keys”. It rained.[^2]",
            {"1": ["they sold the gate, and then the keys"], "2": []},
        ),
        ("He said “they sold the gate.[^1] And then the keys”.[^2]", {"1": [], "2": ["they sold the gate. And then the keys"]}),
        ("> One sold the gate.\n>\n> One sold the keys.[^1]", {"1": ["One sold the gate.\nOne sold the keys."]}),
        (
            "The answer came at once:[^1]\n\n> One sold the gate.\n>\n> One sold the keys.\n\nIt rained.[^2]",
            {"1": ["One sold the gate.\nOne sold the keys."], "2": []},
        ),
        (
            "He said: “One sold the gate.\n\n“One sold the keys.” Then he left.[^1]",
            {"1": ["One sold the gate.\nOne sold the keys."]},
        ),
        (
            "One said ‘we left.\n\n‘Nobody asked.\n\n‘Nobody of us cared,’ he said.[^1]",
            {"1": ["we left.\nNobody asked.\nNobody of us cared,"]},
        ),
        ("They were ‘never asked’.[^1] He said ‘no port is safe’.[^2]", {"1": ["never asked"], "2": ["no port is safe"]}),
        ("The ‘elite’ left.[^1] He said “no port is safe”.[^2]", {"1": [], "2": ["no port is safe"]}),
        (
            "Jo Marsh, who fished for 41 years, had no hope: ‘The boat paid nothing. Mine will.’[^1]",
            {"1": ["The boat paid nothing. Mine will."]},
        ),
    ],
)
def test_a_quotation_belongs_to_the_note_that_proves_it(body, wanted):
    assert {label: [q.exact for q in note.quotations] for label, note in footnotes(body).items()} == wanted


def test_a_quotation_of_two_sentences_in_single_marks_is_not_cut_from_its_claim():
    assert claims("Jo Marsh, who fished for 41 years, had no hope: ‘The boat paid nothing. Mine will.’[^1]")[0].startswith(
        "Jo Marsh"
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "‘We were never told’, said Ann Oakes, ‘of the tugs.’ It rained.",
            [("We were never told’, said Ann Oakes, ‘of the tugs.", "Ann Oakes")],
        ),
        ("“We left,” she said. “Nobody came.”", [("We left,", None), ("Nobody came.", None)]),
        (
            "‘They’ll sell the tide.’ One banker explained it: ‘You buy cranes.’",
            [("They’ll sell the tide.", None), ("You buy cranes.", "One banker")],
        ),
        ("“They left.” The mayor said, “we stay.”", [("They left.", None), ("we stay.", "The mayor")]),
        ("Ann Oakes called it “a lie”, and Tom Birk “a shame”.", [("a lie", "Ann Oakes"), ("a shame", None)]),
        (
            "«Это не повышение, — сказал Лодыгин, — а приговор» порту.",
            [("Это не повышение, — сказал Лодыгин, — а приговор", "Лодыгин")],
        ),
    ],
)
def test_a_quotation_that_the_text_interrupts_is_one(text, wanted):
    assert [(q.exact, q.speaker) for q in find_quotations(text, where="body")] == wanted


def test_single_marks_of_a_note_enclose_a_quotation_only_behind_who_says_it():
    assert [q.exact for q in find_quotations("The mayor said ‘it is over for good’.", where="note")] == ["it is over for good"]
    assert find_quotations("Jo Marsh, ‘It is over for good’, unpublished.", where="note") == ()


def test_titles_are_no_quotations():
    text = "“A Title”, Lake Wire, 3 May 2014."
    assert find_quotations(text, where="note", titles=((0, 9),)) == ()
    assert [q.exact for q in find_quotations(text, where="note")] == ["A Title"]


TEXTS = st.lists(
    st.sampled_from([*"“”«»„\"'’*()[]. ", "U.S. ", "Gen. ", "He said ", "word", "? ", "г. ", "\n"]), max_size=40
).map("".join) | st.text(max_size=80)  # fmt: skip


@given(TEXTS)
def test_sentences_cover_every_word_once_and_in_order(text):
    spans = sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))


@given(TEXTS)
def test_a_quotation_stands_where_its_span_says(text):
    for quote in quoted_spans(text):
        between = text[quote.span[0] + 1 : quote.span[1] - 1]
        assert between.strip(" \u00a0\u202f\u2009") == text[slice(*quote.inner)]  # French sets spaces inside its marks
    for found in find_quotations(text, where="body"):
        assert strip_emphasis(text[slice(*found.span)]).strip() == found.exact
