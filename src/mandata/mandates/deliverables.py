"""The main tangible result of an action, and whether the addressee goes on with its own activity."""

from __future__ import annotations

from collections.abc import Iterator

from ..formulas import Hit
from .grammar import FieldForm
from .phrases import phrase_end
from .scene import Name, Range, Scene
from .word_lists import Act

# A verb shows the result less surely than a noun: it counts as if it stood this many characters later; and what stands
# far into an action is no longer its main result. Spaced languages first, then those without blanks.
_VERB_HANDICAP = {True: 60, False: 12}
_REACH = {True: 100, False: 400}
# The same where the next verbs of an action are listed, so that a search ends there.
_CLAUSE_REACH = 220
# Nouns that are objects of actions but no tangible results ("measures", "efforts") stand in the lists under this name.
_NO_RESULT = "none"
# Verbs that only lead on to what the result is ("consider the possibility of") stand under this one.
_OPEN = "open"
# Words inside those under this name show nothing ("on its web site", "water resources").
_HIDDEN = "hidden"
# Verbs under this one yield to the next verb ("collect data and publish them"); alone they show "other".
_GATHERING = "gathering"


def deliverable(scene: Scene, act: Act, start: int, end: int, sure: bool = False) -> str | None:
    """The deliverable that the words of the action show (with `sure`, its nouns only); None where no word shows one.

    Some acts say it themselves ("elects"), or show only some deliverables ("accepts": an event offered). Where heads
    come first it is the earliest noun's, else the earliest verb's, of the first verb of the action that shows one;
    where they come last, as in Chinese, the last noun's of the first clause that has any.
    """
    own = act.deliverable if act.deliverable not in ("", _NO_RESULT) else None
    reminds = act.takes == "both" and not scene.grammar.kept_opener.match(scene.text, start, end)
    if act.deliverable and (not act.shows or reminds):
        return own
    if scene.grammar.lists.head_final:
        best = _of_first_clause(scene, start, end, sure)
    else:
        best = _of_first_verb(scene, act, start, end, sure)
    if act.shows and best not in act.shows:
        return own
    return best if best != _NO_RESULT else None


def _of_first_verb(scene: Scene, act: Act, start: int, end: int, sure: bool) -> str | None:
    """The deliverable of the first of the action's verbs that shows one."""
    grammar = scene.grammar
    if grammar.kept_opener.match(scene.text, start, end) and grammar.lists.clause_verbs:
        verb = grammar.clause_verb.search(scene.text, start, end)
        if verb is None and act.act_class == "deciding":
            return None
        start = verb.start() if verb else start
    inserted = _inserted(scene, start, end)
    if not grammar.lists.next_verbs:
        shown = _shown(scene, start, end, inserted)
        return _earliest(scene, [each for each in shown if not sure or each[0].field == "noun"], start)
    leading = {
        hit.start: (hit.tag.value, hit.end)
        for hit in reversed(scene.fields_from(start))
        if isinstance(hit.tag, FieldForm) and hit.tag.field == "leading" and start <= hit.start < end
    }
    begins = _verbs(scene, start, end, inserted)
    verbs: list[str] = []
    gathers = False
    for opens, next_begin in zip(begins, [*begins[1:], end], strict=True):
        stop = _aside_at(scene, opens, next_begin, inserted)
        said, after = leading.get(_verb_at(scene, opens), (None, opens))
        begin = after if said == _OPEN else opens
        if said == _OPEN:
            said, _ = leading.get(_verb_at(scene, begin), (None, begin))
        if said == _NO_RESULT:
            continue
        if said == _GATHERING:
            gathers = True
            continue
        found = list(_shown(scene, begin, stop, inserted))
        nouns = [(tag, hit) for tag, hit in found if tag.field == "noun"]
        best = said or _earliest(scene, nouns, begin)
        first = min((hit.start for _, hit in nouns), default=stop)
        verbs += [tag.value for tag, hit in found if tag.field == "verb" and hit.start < first]
        if best:
            return verbs[0] if best == _NO_RESULT and verbs and not sure else best
    return (verbs[0] if verbs else "other" if gathers else None) if not sure else None


def _of_first_clause(scene: Scene, start: int, end: int, sure: bool) -> str | None:
    """Where the head of an object comes last (Chinese): the deliverable of the first clause of the action that shows
    one, by its leading verb, else by the noun that ends it, else by another verb or noun of it."""
    predicate = _of_partners(scene, start, end)
    if predicate:
        return predicate
    shown = list(_shown(scene, start, end, [], ("noun", "verb", "leading")))
    at, passed = start, None
    while at < end:
        comma = next((c for c in scene.grammar.clause_end.finditer(scene.text, at, end) if c.start() > at), None)
        close = comma.start() if comma else end
        inside = [each for each in shown if at <= each[1].start < close]
        leading = _leading(scene, inside, at)
        if leading == _NO_RESULT:
            passed = passed or next((tag.value for tag, _ in inside if tag.field == "verb"), None)
        elif found := (leading if not sure else None) or _of_clause(scene, inside, close, sure):
            return found
        at = comma.end() if comma else end
    return passed


def _leading(scene: Scene, shown: list[tuple[FieldForm, Hit]], start: int) -> str | None:
    """What the verb shows that opens a clause, after adverbs and adverbial phrases at most."""
    first = next(((tag, hit) for tag, hit in shown if tag.field == "leading"), None)
    if first is None:
        return None
    before = scene.text[start : first[1].start]
    verbs = (verb for verb in scene.grammar.bare_verb.finditer(scene.text, start, first[1].start) if verb[0])
    other = any(
        not any(name.start <= verb.start() < name.end for name in scene.names)
        and not scene.grammar.leads.match(scene.text, verb.start(), first[1].start)
        for verb in verbs
    )
    return None if other or scene.grammar.before_object.search(before) else first[0].value


def _of_clause(scene: Scene, shown: list[tuple[FieldForm, Hit]], end: int, sure: bool) -> str | None:
    grammar, text = scene.grammar, scene.text
    last = [(hit.start, tag.value) for tag, hit in shown if tag.field == "noun" and hit.end <= end]
    last = [each for each in last if grammar.after_head.fullmatch(text, _end_of(shown, each), end)]
    if last:
        return min(last)[1]
    verbs = [tag.value for tag, _ in shown if tag.field == "verb"]
    nouns = [tag.value for tag, hit in shown if tag.field == "noun" and not grammar.binding.match(text, hit.end)]
    said = nouns if sure else [*verbs, *nouns[-1:]]
    return said[0] if said else None


def _end_of(shown: list[tuple[FieldForm, Hit]], place: tuple[int, str]) -> int:
    return max(hit.end for tag, hit in shown if (hit.start, tag.value) == place and tag.field == "noun")


def _of_partners(scene: Scene, start: int, end: int) -> str | None:
    """The deliverable that a partner phrase shows which is the action's predicate: it begins the action ("继续与该方案
    密切合作") or ends its first clause."""
    opens = next(
        (h for h in scene.adverbials if isinstance(h.tag, FieldForm) and h.tag.field == "partner" and h.start >= start),
        None,
    )
    if opens is None or opens.end > end:
        return None
    comma = scene.grammar.clause_end.search(scene.text, start, end)
    closes = opens.end == (comma.start() if comma else end)
    if not closes and not _only_leads(scene, start, opens.start):
        return None
    within = [hit for hit in scene.fields if opens.start < hit.start < opens.end <= hit.end + 1]
    nouns = [
        hit.tag.value
        for hit in within
        if isinstance(hit.tag, FieldForm)
        and hit.tag.field == "noun"
        and not any(_holds(name, hit) for name in scene.names)
    ]
    return nouns[0] if nouns else None


def _only_leads(scene: Scene, start: int, at: int) -> bool:
    return start == at or scene.grammar.leads.fullmatch(scene.text, start, at) is not None


def _verbs(scene: Scene, start: int, end: int, inserted: list[Range]) -> list[int]:
    """Where the verbs of an action begin: its start, after a joining word, and after what is inserted before a verb."""
    grammar, text = scene.grammar, scene.text
    begins = {start, *(found.end() for found in grammar.next_verb.finditer(text, start, end))}
    for _, close in inserted:
        at = close + len(text[close:end]) - len(text[close:end].lstrip(" ,"))
        if at > close and grammar.bare_verb.match(text, at, end):
            begins.add(at)
    return sorted(at for at in begins if not any(opens < at < close for opens, close in inserted))


def _aside_at(scene: Scene, start: int, end: int, inserted: list[Range]) -> int:
    """Where a remark begins that says nothing of the result; the end where there is none."""
    found = (each.start() for each in scene.grammar.aside.finditer(scene.text, start, end))
    return next((at for at in found if not any(opens < at < close for opens, close in inserted)), end)


def _verb_at(scene: Scene, begin: int) -> int:
    """The place of the verb that begins a stretch, after pronouns and adverbs."""
    begin += len(scene.text[begin:]) - len(scene.text[begin:].lstrip(" "))
    before = scene.grammar.before_verb.match(scene.text, begin)
    return before.end() if before else begin


def _inserted(scene: Scene, start: int, end: int) -> list[Range]:
    """Conditions, partner phrases (with their noun phrases) and dues inside the action."""
    inside = [hit for hit in scene.adverbials if start < hit.start < end]
    spans = [(hit.start, phrase_end(scene, hit.end, end, narrow=True) if hit.opens else hit.end) for hit in inside]
    return sorted([*spans, *((due.start, due.end) for due in scene.dues if start <= due.start < end)])


def _shown(
    scene: Scene, start: int, end: int, inserted: list[Range], fields: tuple[str, ...] = ("noun", "verb")
) -> Iterator[tuple[FieldForm, Hit]]:
    """The nouns and verbs near the action's start that show a deliverable, but for those inside names, dues and what is
    inserted (which also does not count for the distance)."""
    reach = start + (_CLAUSE_REACH if scene.grammar.lists.next_verbs else _REACH[scene.grammar.spaced])
    inserted = inserted + _hidden(scene)
    for hit in scene.fields_from(start):
        tag = hit.tag
        assert isinstance(tag, FieldForm)
        if tag.field not in fields or not start <= hit.start < end:
            continue
        passed = sum(close - at for at, close in inserted if start <= at and close <= hit.start)
        if hit.start - passed >= reach or any(at <= hit.start < close for at, close in inserted):
            continue
        if tag.field == "noun" and scene.grammar.of_noun.search(scene.text, max(start, hit.start - 40), hit.start):
            continue
        if not any(_holds(name, hit) for name in scene.names) and not _aside(scene, hit):
            yield tag, hit


def _hidden(scene: Scene) -> list[Range]:
    return [(hit.start, hit.end) for hit in scene.fields if hit.tag == FieldForm("noun", _HIDDEN)]


def _aside(scene: Scene, hit: Hit) -> bool:
    """Whether a word stands in a due, a condition or a partner phrase."""
    return any(due.start <= hit.start < due.end for due in scene.dues) or any(
        aside.start <= hit.start < aside.end for aside in scene.adverbials
    )


def _holds(name: Name, hit: Hit) -> bool:
    """Whether a word is only part of a longer name."""
    inside = name.start <= hit.start and hit.end <= name.end and name.kind != "group"
    return inside and name.end - name.start > hit.end - hit.start


def _earliest(scene: Scene, shown: list[tuple[FieldForm, Hit]], start: int) -> str | None:
    handicap = _VERB_HANDICAP[scene.grammar.spaced]
    ranked = [
        (hit.start - start + (handicap if tag.field == "verb" else 0), hit.start - hit.end, tag.value)
        for tag, hit in shown
    ]
    return min(ranked)[2] if ranked else None


def continuing(scene: Scene, start: int, end: int) -> bool:
    """Whether the action says that the addressee continues, maintains or steps up an activity of its own."""
    not_so = [hit for hit in scene.fields if isinstance(hit.tag, FieldForm) and hit.tag.field == "continuing_not"]
    return any(
        isinstance(hit.tag, FieldForm)
        and hit.tag.field == "continuing"
        and start <= hit.start < end
        and not any(other.start <= hit.start < other.end for other in not_so)
        for hit in scene.fields
    )
