"""The thresholds that `tests/sweep.py` sets otherwise, and the values that it tries."""

from __future__ import annotations

from datetime import timedelta

# Of each threshold: its module, its name, and the values that are tried beside its own.
QUOTES = {
    "citations.quote": {"MIN_COVERAGE": (0.3, 0.4, 0.6, 0.7), "MIN_MATCHED_WORDS": (2, 4), "MIN_COMPARED_WORDS": (4, 16),
                        "_FUNCTION_WEIGHT": (0.1, 0.5, 1.0)},
    "citations.matching.comparison": {"_NEAR_WORDS": (10, 50), "_MAX_TINY_PIECES": (1, 3), "_MIN_ELSEWHERE_WORDS": (3, 6)},
    "citations.matching.elision": {"_HEDGE_WORDS": (1, 6), "_TINY_GAP": (7, 28), "_OPPOSED_WORDS": (2, 5), "_CLAUSE_WORDS": (2, 6)},
    "citations.matching.joints": {"SHORT_ELISION": (2, 8), "_TIED_WORDS": (2, 8), "_SUBJECT_WORDS": (2, 8),
                          "SENTENCE_WORDS": (10, 80), "_FEW_WORDS": (2, 8), "_DENIED_WORDS": (3, 12), "_GOVERNING_WORDS": (1, 6)},
    "citations.matching.denials": {"_LIGHT_WORDS": (2, 8), "CLAUSE_WORDS": (9, 36), "_NOUN_WORDS": (3, 8), "VERDICT_WORDS": (4, 16)},
    "citations.matching.edits": {"_STEM_LETTERS": (3, 6), "_LONGEST_MARK": (2, 4)},
    "citations.matching.marks": {"NEAR_WORDS": (25, 100), "FAR_WORDS": (150, 600), "REPLACED_WORDS": (4, 16), "_TINY_PIECE": (1, 3)},
    "citations.matching.speech": {"_TURNS": (2, 6), "_SPEECH_WORDS": (40, 160), "_SPEAKER_WORDS": (1, 6)},
    "citations.matching.brackets": {"_BOUNDING_WORDS": (1, 4), "_POINTED_WORDS": (2, 8), "_MODIFIER_WORDS": (1, 3)},
    "citations.matching.referents": {"_NAMED_WORDS": (30, 120), "_TOPIC_PLACES": (3, 12), "_DENIED_WORDS": (1, 3)},
    "citations.matching.bounds": {"_CONDITION_WORDS": (10, 40), "_CLAUSE_WORDS": (3, 12)},
    "citations.matching.hearsay": {"_FRAME_WORDS": (6, 24)},
    "citations.matching.placing": {"MAX_HITS": (10, 80), "_MAX_VOTES": (33, 300), "_PAD": (2, 8), "_MAX_PAIRED_EDGE": (2, 6)},
    "citations.lexicon": {"_LONGEST_ENDING": (2, 4), "_MOST_EMPTY_WORDS": (1, 3)},
}  # fmt: skip
CLAIMS = {
    "pipeline.checks.claim_number": {"SHARED_WORDS": (2, 4), "SHARED_PART": (0.5, 0.6, 0.9), "SURE_WORDS": (3, 6),
                                     "SURE_PART": (0.6, 0.9), "CLAUSE_WORDS": (1, 3), "CLOSE": (0.05, 0.2), "WHOLE_WORDS": (2, 8)},
    "pipeline.checks.rounded": {"ROUGHLY": (0.05, 0.3)},
    "pipeline.checks.abroad": {"LEAST_HELD": (2.0, 4.0), "LEAST_PLAIN": (1.5, 3.5), "MANY_PLAIN": (3.0, 6.0), "PLAIN_SHARE": (0.5, 0.8)},
    "pipeline.checks.claim_abroad": {"LEAST_SHARE": (0.2, 0.45), "NOUN_WORDS": (1, 5), "DERIVED_SLACK": (0.0, 0.1)},
    "pipeline.checks.date_abroad": {"LEAST_SHARE": (0.3, 0.6)},
    "pipeline.checks.name_abroad": {"SAME_GIVEN_SHARE": (0.2, 0.6), "SAME_BOTH_SHARE": (0.0, 0.3), "LEAST_SHARE": (0.4, 0.8)},
    "pipeline.checks.derived": {"DERIVED": (0.0, 0.05), "KINDS_WORDS": (1, 6), "MOST_DERIVED": (4, 30)},
    "pipeline.checks.name_slip": {"SHORTEST": (3, 5)},
    "pipeline.checks.name": {"SHARED_WORDS": (2, 4), "SHARED_PART": (0.5, 0.75), "MAIN_SCRIPT": (0.3, 0.8), "KIN_WORDS": (1, 8)},
    "pipeline.checks.claim_date": {"SHARED_WORDS": (2, 4), "SHARED_PART": (0.6, 0.9), "SLIP_PART": (0.2, 0.7)},
    "pipeline.checks.subject": {"NEAR_WORDS": (6, 20), "LONGEST_SENTENCE": (40, 90)},
    "pipeline.checks.exchanged": {"LEAST_CROSSED": (1, 3), "MOST_STRAIGHT": (0.1, 0.5), "OF_BOTH": (0.0, 1.0), "LEAST_OF_NAMES": (2, 4),
                                  "SURE_VALUE": (3, 100), "MOST_PAIRS": (5, 200), "MOST_PLACES": (5, 200)},
    "pipeline.checks.turned_change": {"FAR_WORDS": (5, 20), "BEHIND_WORDS": (6, 24), "OTHER_UNIT_WORDS": (1, 4)},
    "pipeline.checks.other_bound": {"BOUND_WORDS": (2, 8), "LEAST_HELD": (1, 3), "HELD_PART": (0.4, 0.8), "OWN_WORDS": (0, 3),
                                    "NOUN_WORDS": (1, 6), "PART_HELD": (1, 3), "PART_SHARE": (0.2, 0.6), "MOST_PLACES": (5, 200)},
    "pipeline.checks.office_pair": {"BEHIND_WORDS": (3, 12), "DEPUTY_WORDS": (1, 4), "MOST_HOLDERS": (20, 1000)},
    "pipeline.checks.turned_verb": {"BEFORE_WORDS": (3, 12), "BEHIND_WORDS": (3, 12), "FAR_WORDS": (7, 28)},
    "pipeline.checks.figure_slip": {"PART_WORDS": (2, 8), "LEAST_WHOLE": (2, 5, 40), "SURE_FIGURES": (2, 4), "SCALED_WORDS": (1, 3),
                                    "MOST_SCALED": (10, 100, 10**9)},
    "pipeline.checks.rendered": {"NAME_LETTERS": (3, 6)},
    "citations.quantities": {"UNIT_WORDS": (2, 5), "FRACTION_SLACK": (0.5, 5.0)},
    "citations.units": {"STEM_LETTERS": (4, 7)},
    "citations.proper_names": {"OFFICE_WORDS": (3, 9), "HEADLINE_WORDS": (4, 8), "SHORTEST_KEY": (2, 4), "LEAST_LEFT": (2, 4)},
}  # fmt: skip
DRIFT = {
    "pipeline.checks.article": {"OTHER_TEXT_PAIRS": (0.33, 0.38, 0.48, 0.6), "OTHER_TEXT_BITS": (5, 14, 20), "MIN_WORDS": (20, 80),
                                "ANSWERING_PAIRS": (0.3, 0.7), "BESIDE": (1, 3), "MIN_SENTENCE_WORDS": (1, 4), "SLIP_LETTERS": (1, 3)},
}  # fmt: skip
TRANSLATION = {
    "citations.translation": {"MIN_SCORE": (2.0, 3.0), "MIN_SHARE": (0.3, 0.5), "MIN_LEAD": (1.0, 1.5), "GLOSS_WEIGHT": (0.5, 1.0),
                              "STAND_IN": (0.5, 1.5), "UNTOLD_WEIGHT": (0.0, 0.5), "SHORT_SCORE": (1.2, 2.0), "SHORT_SHARE": (0.4, 0.6),
                              "LEAST_LENGTH": (0.0, 1.0), "NEXT_SENTENCE": (0.5, 2.5), "MOST_SENTENCES": (2, 6), "MIN_NAME_LETTERS": (3, 5),
                              "ENDING_LETTERS": (2, 4), "NAME_WEIGHT": (1.0, 3.0), "NUMBER_WEIGHT": (1.0, 3.0)},
    "citations.disagreement": {"NEAR_WORDS": (0, 80), "SLIP_CONSONANTS": (2, 9)},
    "citations.denial": {"LENGTHS": ((0.3, 2.5), (0.7, 1.4)), "SAME_PLACE": (0.1, 0.5), "SCOPE_WORDS": (1, 6), "TWOFOLD_WORDS": (0, 4)},
    "citations.dictionary": {"MOST_GLOSSES": (6, 40)},
}  # fmt: skip

HEADLINES = {
    "citations.names": {"MIN_PART_WORDS": (2, 5), "MIN_PART_SHARE": (0.3, 0.7), "NEAR_RATIO": (0.85, 0.97)},
    "citations.forenames": {"SHORT_FORM": (2, 5), "SLIP": (3, 8)},
    "citations.outlets": {"SLIP_LETTERS": (3, 9), "MIN_LABEL_LETTERS": (1, 4), "MIN_WORD_LETTERS": (2, 7), "MIN_BEGINNING": (1, 5)},
    "pipeline.checks.title": {"MIN_SLIP_LETTERS": (2, 7), "MIN_SAME_WORDS": (1, 6), "PDF_TOP": (300, 10**6)},
    "pipeline.checks.shown_title": {"MIN_TITLE_LETTERS": (1, 6, 24), "NEAR_TOP": (100, 3000)},
    "pipeline.checks.date_doubt": {"LEEWAY": (timedelta(0), timedelta(days=3)), "NEAR_SPAN": (timedelta(days=7), timedelta(days=120))},
}  # fmt: skip
LANGUAGE = {
    "citations.language": {"CLEAR_SHARE": (0.04, 0.16), "CLEAR_LEAD": (1.0, 1.5), "MOST_FOREIGN": (0.003, 0.1), "ENOUGH_LETTERS": (6, 24),
                           "SAMPLE_WORDS": (10, 1200), "FOREIGN_LETTERS": (0.001, 0.02)},
    "citations.function_words": {"_LEAST_DIFFERENT": (1, 2, 5)},
}  # fmt: skip
SIGNS = {
    "archive.reading.signs": {"SHORT": (350, 1400), "SCARCE": (100, 500), "WALL_PROSE": (700, 3000), "LONGEST_CONSENT": (3000, 20000),
                      "SCRIPT_BYTES": (1000, 9000), "BARE": (5, 60), "LISTING_LINKS": (7, 30), "LISTING_SHARE": (0.6, 0.9),
                      "LISTING_CARDS": (4, 16), "CARD_HEADLINE": (10, 40), "LISTING_TEASERS": (2, 10), "LONGEST_SUMMARY": (150, 600)},
}  # fmt: skip
PAGES = {
    "archive.page": {"FADED_SHARE": (0.1, 0.5), "FADED_PROSE": (100, 900), "SCARCE_TEXT": (50, 300), "MIN_OWN_SHARE": (0.1, 0.4)},
    "archive.reading.headline": {"MOST": (0.25, 0.75)},
    "archive.reading.page_dates": {"MIN_TELLING": (2, 5), "TELLING_LETTERS": (3, 7)},
    "archive.reading.date_lines": {"DATELINE": (60, 220), "OWN_LINE_REST": (7, 28), "LONGEST_LABEL": (20, 80), "LINE_ABOUT": (50, 200),
                           "HEADLINE_WORDS": (2, 8)},
    "pipeline.checks.witnesses": {"TOP": (300, 1200), "END": (150, 600), "UNDER_HEADLINE": (120, 500)},
}  # fmt: skip
ARTICLES = {
    "archive.reading.insets": {"TEXT_SHARE": (0.3, 0.7), "MOST_SHARE": (0.1, 0.2, 0.7), "SHORTEST_SUMMARY": (20, 80), "LONGEST_SUMMARY": (100, 800),
                               "LONGEST_FORM": (2, 8), "MOST_BLOCKS": (4, 240),
                               "LONGEST_CALL": (60, 480)},
    "archive.reading.article": {"MIN_ARTICLE_SHARE": (0.1, 0.4), "MIN_PROSE": (20, 80), "MOST_LINKED": (0.3, 0.7)},
}  # fmt: skip
FINDING = {
    "archive.locate.listings": {"DAYS_BEFORE": (0, 30), "DAYS_AFTER": (30, 100, 1200)},
}  # fmt: skip
SEARCH = {"archive.locate.search": {"MIN_WORDS": (1, 2, 4), "COUNT": (2, 5, 50), "MAX_CANDIDATES": (1, 3, 12)}}
CLOCKS = {"archive.locate.clocks": {"FAR_DAYS": (90, 365, 1461), "DRIFT": (0.0, 0.15, 0.5, 1.0)}}
PDFS = {
    "citations.readers.pdf": {"SMALL_SIZE": (0.85, 1.01), "NEW_PARAGRAPH_GAP": (1.1, 1.8), "INDENT": (0.2, 1.2), "FURNITURE_PAGES": (2, 4),
                              "MAX_HEAD": (75, 300), "HYPHENATED": (0.0, 0.3), "_EDGE": (0.06, 0.2)},
    "citations.readers.pdf_lines": {"RAISED_SIZE": (0.6, 0.97), "RAISED_BY": (0.1, 0.4), "DRAWN_SMALL": (0.3, 1.0), "WORD_GAP": (0.6, 2.4),
                                    "MOST_RAISED": (0.5, 1.4), "MOST_MARKS": (0.1, 1.0), "LETTER_GAP": (0.0, 0.3)},
    "citations.readers.pdf_marks": {"NAMED": (0.0, 0.25, 0.75, 1.0), "MIN_BRACKETS": (1, 4)},
}  # fmt: skip
SIGHT = {
    "archive.reading.pdf_sight": {"SCALE": (0.75, 3.0), "MIN_CONTRAST": (6, 12, 48, 96), "SPECK_POINTS": (0.2, 3.0, 6.0),
                                  "SCAN_SHARE": (0.1, 0.9), "OVER_INK": (0.1, 0.9), "BESIDE": (0, 9)},
    "archive.reading.pdf_plain": {"MAX_LUMINANCE": (75, 200), "MIN_LIGHT": (100, 250), "HAIR_POINTS": (0.5, 8.0)},
    "archive.pdf": {"MIN_RAISE": (0.0, 0.2, 0.4)},
}  # fmt: skip
# Packages and modules of which every number is halved and doubled.
WHOLE = {
    "lint": ("citations.consistency", "citations.fractions", "citations.date_style", "citations.names", "citations.proper_names"),
    "parsing": ("citations.parsing", "citations.parse", "citations.grammar", "citations.prose", "citations.sentences",
                "citations.publisher", "citations.antecedent", "citations.partial_date"),
    "layouts": ("citations.readers.text", "citations.readers.torn", "citations.readers.line_ends", "citations.readers.flat_text"),
    "pages": ("archive.reading", "archive.page", "citations.charset", "citations.language", "pipeline.checks.soft_404"),
}  # fmt: skip
