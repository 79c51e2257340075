"""The least that each shipped pathway asks for can be planned and drawn as a pack."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.evidence import Answer
from portfolio_app.model.domain.names import PRACTITIONER, CapabilityRef, FieldPath
from portfolio_app.model.domain.verdict import judge
from portfolio_app.pack.draw import draw_edition, draw_pack
from portfolio_app.pack.large_print import large_print
from portfolio_app.pack.plan import plan_pack
from portfolio_app.pack.plan.matrix import _not_shown
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.plan.text import plain
from tests.model.complete import Complete
from tests.pack.helpers import Files, Silent, a_request
from tests.pack.reading import links, squeezed, texts

CATALOGUE = read_catalogue()
DATE = FieldPath("date")
SELF_ASSESSMENT = "Self-assessment against the statements"
PRINCIPLES, KSS = "portsmouth-principles-2024", "kss-child-family-2018"
PCF = "pcf-2018"


def planned(pathway, change=lambda snapshot: snapshot):
    made = Complete(CATALOGUE.pathways[pathway], CATALOGUE)
    snapshot = change(made.snapshot())
    verdict = judge(snapshot, made.pathway, CATALOGUE, made.end)
    return plan_pack(a_request(snapshot, CATALOGUE, verdict=verdict))


ALIKE = {"asye-adult", "bexley-asye", "bexley-level-3", "leeds-senior-adult"}
"""Pathways whose packs look like those of another one, or are drawn elsewhere."""


def said_by(plan):
    """Return all words of the pack, without white space."""
    drawn = draw_pack(plan, Files(), Silent())
    assert drawn.warnings == ()
    return drawn, squeezed(" ".join(texts(drawn.data)))


def rows_below_the_heading(plan, pages):
    """Return how many rows of the matrix stand on the page where it begins."""
    page = next(said for said in pages if "Eachmarkleadstowordsonapage" in squeezed(said))
    return sum(as_printed(row.title) in squeezed(page) for row in plan.matrix.rows)


def as_printed(words):
    return squeezed(words.replace("'", "’"))


@pytest.mark.parametrize(
    "pathway",
    [
        pytest.param(name, marks=[pytest.mark.long] if name in ALIKE else [])
        for name in sorted(CATALOGUE.pathways)
    ],
)
def test_the_least_that_is_asked_for_makes_a_pack(pathway):
    drawn, said = said_by(planned(pathway))
    rules = CATALOGUE.pathways[pathway]
    assert as_printed("The evidence is complete.") in said
    for words in (rules.title, rules.authority, *(rule.title for rule in rules.requirements)):
        assert as_printed(words) in said
    assert [field.name for field in drawn.signature_fields] == [
        f"signature_{number:02}_{signature.role}"
        for number, signature in enumerate(rules.signatures, start=1)
    ]


def test_a_long_matrix_begins_below_its_heading_and_goes_on_overleaf():
    plan = planned("leeds-senior")
    rows = plan.matrix.rows
    many = tuple(
        replace(rows[number % len(rows)], title=f"Piece {number}") for number in range(10, 40)
    )
    plan = replace(plan, matrix=replace(plan.matrix, rows=many))
    drawn = draw_pack(plan, Files(), Silent())
    assert 2 <= rows_below_the_heading(plan, texts(drawn.data)) < len(plan.matrix.rows)


def test_of_many_pieces_those_that_claim_nothing_have_no_row(annual_plan):
    claiming = [piece.title for piece in annual_plan.evidence if piece.passages]
    assert [row.title for row in annual_plan.matrix.rows] == claiming
    left = len(annual_plan.evidence) - len(claiming)
    told = f"Nothing is claimed in {left} pieces, which have no row."
    assert annual_plan.matrix.thin[-1] == (told,)


def test_one_piece_that_claims_nothing_has_no_row(annual_plan):
    claiming, silent = (
        [piece for piece in annual_plan.evidence if bool(piece.passages) is is_claiming]
        for is_claiming in (True, False)
    )
    (said,) = _not_shown([*claiming, silent[0]], claiming)
    assert said == ("Nothing is claimed in 1 piece, which has no row.",)


def test_a_requirement_names_a_few_of_many_pieces_and_leads_to_the_rest(annual_plan):
    here = row_of(annual_plan, "Monthly learning").here
    assert len(here) == 7
    assert plain(here[-1]).startswith("and ")
    assert here[-1][-1].place == "contents"
    ours = [line[-1].place for line in here[:-1]]
    assert ours == [piece.place for piece in annual_plan.evidence if piece.place in ours]


def test_a_goal_stands_with_all_about_it_below_its_name(annual_plan):
    goals = [block for block in annual_plan.evidence[0].blocks if block.heading[0].isdigit()]
    assert [block.heading.partition(".")[0] for block in goals] == ["1", "2"]
    labels = [label for label, _ in goals[0].facts]
    assert labels[:4] == ["Size", "How you will get there", "Who answers for it", "By when"]


def test_a_long_goal_is_said_once_over_all_about_it():
    goal, way = "To lead a review. " * 12, "By watching others first. " * 12

    def told(words):
        return Answer(text=words, written_by=PRACTITIONER, entered_by=PRACTITIONER)

    def at_length(snapshot):
        plan = next(e for e in snapshot.evidence if e.form == "development-plan")
        written = {FieldPath("goals.1.goal"): told(goal), FieldPath("goals.1.how"): told(way)}
        longer = replace(plan, answers={**plan.answers, **written})
        pieces = tuple(longer if e is plan else e for e in snapshot.evidence)
        return replace(snapshot, evidence=pieces)

    piece = planned("portsmouth-annual", at_length).evidence[0]
    begun = next(n for n, b in enumerate(piece.blocks) if b.heading.startswith("1. To lead"))
    facts, prose = piece.blocks[begun : begun + 2]
    assert "How you will get there" not in dict(facts.facts)
    assert prose.heading == "How you will get there"
    assert sum("To lead a review" in repr(block) for block in piece.blocks) == 1


def test_a_self_assessment_stays_out_and_is_confirmed():
    def unmistakable(snapshot):
        return replace(
            snapshot,
            evidence=tuple(
                replace(
                    piece,
                    answers={
                        path: replace(answer, text="Xylophone")
                        if path.startswith("statements.1.statement")
                        else answer
                        for path, answer in piece.answers.items()
                    },
                )
                for piece in snapshot.evidence
            ),
        )

    plan = planned("asye-adult", unmistakable)
    everything = repr(plan)  # whatever is drawn stands in the plan
    assert "Practice observation 1" in everything
    assert "Xylophone" not in everything
    assert "Self-assessment 1" not in everything
    assert "it stays out of the pack, which only confirms it" in everything
    assert plan.warnings == ()


def row_of(plan, title):
    return next(row for row in plan.requirements.rows if plain(row.asks).startswith(title))


def here(row):
    return [plain(line) for line in row.here]


def test_only_what_counts_is_listed_as_being_here():
    plan = planned("portsmouth-annual")
    elements = here(row_of(plan, "Learning under each element"))
    assert len(elements) == 2
    assert elements[1].startswith("and ")
    assert elements[1].endswith(" more that do not count")


def test_last_registration_year_does_not_count_towards_this_one():
    def aged(snapshot):
        kinds = CATALOGUE.pathways["portsmouth-annual"].requirement("registration").forms
        piece = next(e for e in snapshot.evidence if e.form in kinds)
        last_year = Answer(text="2020-01-06", written_by=PRACTITIONER, entered_by=PRACTITIONER)
        old = replace(piece, answers={**piece.answers, DATE: last_year})
        pieces = tuple(old if e is piece else e for e in snapshot.evidence)
        return replace(snapshot, evidence=pieces)

    now, then = (
        here(row_of(planned("portsmouth-annual", change), "Renewal of registration"))
        for change in (lambda snapshot: snapshot, aged)
    )
    assert len(then) == len(now)
    assert then[-1] == "and 1 more that does not count"


def test_a_piece_that_is_begun_is_here_while_the_requirement_is_not_met():
    def begun(snapshot):
        piece = next(e for e in snapshot.evidence if e.form == "development-plan")
        bare = replace(piece, answers={p: a for p, a in piece.answers.items() if p == DATE})
        return replace(snapshot, evidence=(bare,))

    rows = planned("portsmouth-annual", begun).requirements.rows
    row = next(row for row in rows if plain(row.asks).startswith("Development plan"))
    assert len(row.here) == 1
    assert not here(row)[0].endswith("not count")


def test_a_requirement_that_is_not_verified_says_so_beside_it():
    plan = planned("asye-adult")
    advice = {plain(row.asks).split(",")[0]: row.advice for row in plan.requirements.rows}
    told = "Not verified; check with your academy."
    assert [asks for asks, said in advice.items() if said] == [SELF_ASSESSMENT]
    assert advice[SELF_ASSESSMENT] == told
    _, said = said_by(plan)
    assert said.count(squeezed(told)) == 1


def fact(plan, label):
    return next((plain(f.value) for f in plan.cover.facts if f.label == label), None)


def frameworks_of(plan):
    """Return the frameworks whose capabilities have pages, and those that have a table."""
    paged = dict.fromkeys(domain.label.partition(",")[0] for domain in plan.domains)
    return [*paged], [table.label for table in plan.lists]


def test_what_the_rules_cover_leads_and_what_nobody_asks_for_is_not_missed():
    derby = planned("derby-gpc")
    assert frameworks_of(derby) == (["Derby 2022"], [])
    assert derby.part_title(Part.CAPABILITIES) == "Capabilities (Derby 2022)"
    assert [group.title for group in derby.matrix.groups] == ["Derby 2022"]
    assert "PCF" not in " ".join(plain(said) for said in derby.matrix.thin)
    assert "each competency, not by counting" in derby.matrix.whole
    assert frameworks_of(planned("leeds-senior")) == (["PCF 2018"], [])
    annual = planned("portsmouth-annual")
    assert frameworks_of(annual)[0] == ["PCF 2018", "Element 2024"]
    bromley = planned("bromley-gateway")
    assert frameworks_of(bromley) == ([], [])


def test_the_level_stands_on_the_cover_unless_it_is_no_more_than_our_default():
    assert fact(planned("leeds-senior"), "Level shown") == "PCF Experienced social worker"
    for pathway in ("derby-gpc", "bromley-gateway", "portsmouth-annual"):
        assert fact(planned(pathway), "Level shown") is None
    whole = planned("asye-adult").matrix.whole
    assert "at the level of newly qualified social worker (ASYE), not by" in whole
    (row,) = [r for r in planned("leeds-senior").requirements.rows if r.state == "panel"]
    assert row.advice.startswith("Deduced from its source")


def test_claims_and_accounts_that_nobody_asked_for_stand_in_the_pack_all_the_same():
    made = Complete(CATALOGUE.pathways["derby-gpc"], CATALOGUE)
    snapshot = made.snapshot()
    piece = next(p for p in snapshot.evidence if p.claims)
    claim = replace(piece.claims[0], id="other", capability=CapabilityRef(PCF, "3"))
    other = replace(piece, claims=(*piece.claims, claim))
    verdict = judge(snapshot, made.pathway, CATALOGUE, made.end)
    pieces = tuple(other if p is piece else p for p in snapshot.evidence)
    plan = plan_pack(
        a_request(
            replace(snapshot, evidence=pieces),
            CATALOGUE,
            verdict=verdict,
            statements={CapabilityRef(PCF, "5"): "What I know."},
        )
    )
    assert frameworks_of(plan) == (["Derby 2022", "PCF 2018"], [])
    assert plan.domains[-1].statement == ("What I know.",)
    assert [column.kinds for column in plan.matrix.groups[0].columns][:4] == [0, 0, 1, 0]


def test_frameworks_are_counted_in_their_own_words():
    labels = [figure.label for figure in planned("portsmouth-annual").requirements.figures]
    assert "Elements evidenced" in labels
    assert "PMFP principles evidenced" in labels
    labels = [figure.label for figure in planned("derby-gpc").requirements.figures]
    assert "Derby competencies evidenced" in labels


@pytest.fixture(scope="module")
def annual_plan():
    return planned("portsmouth-annual")


@pytest.fixture(scope="module")
def annual_pack(annual_plan):
    return draw_pack(annual_plan, Files(), Silent())


def test_short_pieces_share_a_page_and_each_stays_whole(annual_plan, annual_pack):
    printed = [squeezed(page) for page in texts(annual_pack.data)]
    for number, piece in enumerate(annual_plan.evidence[5:17], start=6):
        begun = [page for page in printed if f"Evidence{number},learning" in page]
        assert len(begun) == 1
        said = begun[0].partition(f"Evidence{number},learning")[2]
        assert all(as_printed(block.heading) in said for block in piece.blocks)
    taken = [page for page in printed if re.search(r"Evidence\d+,learningexperience", page)]
    assert len(taken) < 9, "thirteen pieces"
    assert "Evidence18,page1of1" in "".join(printed), "a long one has a page of its own"


def test_a_claim_leads_to_the_table_of_the_matrix_in_which_it_is_marked(
    annual_plan, annual_pack
):
    plan = annual_plan
    passages = [p for piece in plan.evidence for p in piece.passages]
    principles = [p for p in passages if {r.framework for r in p.capabilities} == {PRINCIPLES}]
    assert principles
    assert {p.see for p in principles} == {("matrix-2",)}
    for drawn in (
        annual_pack,
        draw_edition(plan, Files(), Silent(), large_print()),
    ):
        led_to = {k.target for k in links(drawn.data) if k.heard.endswith("Capability matrix")}
        first, second = sorted(led_to)
        printed = [squeezed(page).lower() for page in texts(drawn.data)]
        assert "workingwholefamily" in printed[second - 1]
        assert "workingwholefamily" not in printed[first - 1]
