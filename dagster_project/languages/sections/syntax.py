"""``syntax.toml``: the function words by which a trigger and a quantity are held together or apart."""

from __future__ import annotations

from dagster_project.languages.pack import Section


class SyntaxSection(Section):
    """``conjunctions``: and, as well as. ``of``: genitive prepositions. ``agent``: by. ``clause``: words that open a new clause.
    ``relative``: who, which. ``subset``: including, among them; ``subset_after``: "of them", "of whom" behind a number;
    ``subset_open``: phrases that open a sentence about a part of what was counted before. ``increment``: another, more.
    ``total``: brings the total to. ``update_from``/``update_to``; ``update_around``: the same where the number, written #, stands
    between ("auf # gestiegen"). ``pairs_old_first``: words around two figures for one harm, each written #, the second one last, of
    which the first is put aside ("not # but #", "from # to #"); ``pairs_new_first``: of which the second one is ("# and not #");
    ``pairs_other``: of which neither is ("# and possibly #"). ``pluperfect``: auxiliaries by which what was said is older than what
    is told ("had spoken of 79").
    ``numbers_of``: "the number of" before the people whose toll is told.
    ``each_with``: what may stand between a name and its figure in a list ("Veracruz *con* 312"). ``estimates``: verbs of who gives a
    figure before what it counts ("*chiffre à* 300 le nombre de morts").
    ``figures``: words by which a number
    without a noun stands for the figure told before ("puts the figure at"; # as above). ``auxiliaries``: forms of be and
    have. ``skip``: words that may stand between a number and its noun besides adjectives. ``anaphors``: words after which a noun
    is not new ("the", "those"). ``subset_predicate``: what a part is said to be among ("were among the dead").
    ``subset_inverted``: what opens a sentence that names a single part last ("Among the four people killed was a girl").
    ``spared``: what is said of a part to whom it did not happen, or no more ("of whom 12 were freed"). ``partitive``: genitive
    words between a number and the group that it is taken from ("six of its citizens"). ``irrealis``: modal words by which a
    single victim is only imagined ("a person can be detained"); ``than``: words behind which somebody is only compared with ("more
    likely than a person to be detained"); ``somebody``: pronouns for a victim who is not counted ("knew that someone was hurt");
    ``attempts``: words right before a deed that was not done ("attempted murder of"); ``adverbs``: plain words behind a participle that
    are no object of it ("a soldier killed overnight"), and before a further number that are no verb of its own ("and *also* six").
    ``neither``: words right before people to whom nothing happened ("*nor* the two passengers"), behind the word that opens the row
    where they mean something else without it ("weder # noch"); ``excepted``: the same of those who are left out ("all # but" two).
    ``fewer``: words right behind a number, or its noun, that tells by how much another one is less or greater ("12 *fewer* deaths").
    ``asks``: words that make "many" behind them a question ("*how* many had died"). ``unharmed``: words right behind people who came to
    no harm ("seven *alive* and four dead").
    ``out_of``: what stands between people and the whole that they are a part of ("218 people *out of* the 3,700 on board caught it").
    ``active``: auxiliaries that make a
    participle active ("has shot") unless one of ``passive`` follows ("has been shot"). ``objects``: pronouns that stand as an
    object ("shot him"). ``own_verbs``: auxiliaries and verbs of saying that make what stands right before them a subject ("killed
    14, and many are missing"). ``plural_after_numbers``: a singular noun behind two or more is an adjective ("two police cars",
    "several terrorist attacks"). ``accusative``: endings by which a noun without an article shows that it is an object;
    ``no_accusatives``: names that merely look so. ``article``: the definite one where it is written onto its word; ``attached``:
    prepositions of verbs written onto the single person behind them. ``attributes``: endings of participles that stand before their
    noun with all that belongs to them ("400 aus der Türkei gekommene Flüchtlinge").
    ``verb_last``: participles close their clause, and relative pronouns are the articles ("der Mann, der ... erschossen wurde");
    ``bare_relative``: a clause about an indefinite noun follows it without a pronoun.
    ``infinitives``: words right before a verb, or its endings (written "-ar"), by which it tells what somebody wants or plans.
    ``object_marks``: words between a verb and the person who is its object ("mató a Juan"). ``plurals``: finite auxiliaries of the plural.
    """

    conjunctions: list[str]
    of: list[str]
    agent: list[str]
    prepositions: list[str]
    clause: list[str]
    relative: list[str]
    auxiliaries: list[str]
    determiners: list[str]
    negations: list[str] = []
    subset: list[str]
    subset_after: list[str]
    subset_open: list[str] = []
    subset_predicate: list[str] = []
    subset_inverted: list[str] = []
    spared: list[str] = []
    partitive: list[str] = []
    irrealis: list[str] = []
    than: list[str] = []
    somebody: list[str] = []
    attempts: list[str] = []
    adverbs: list[str] = []
    neither: list[str] = []
    excepted: list[str] = []
    asks: list[str] = []
    fewer: list[str] = []
    unharmed: list[str] = []
    out_of: list[str] = []
    active: list[str] = []
    passive: list[str] = []
    objects: list[str] = []
    own_verbs: list[str] = []
    plural_after_numbers: bool = False
    accusative: list[str] = []
    no_accusatives: list[str] = []
    article: str = ""
    attached: list[str] = []
    attributes: list[str] = []
    infinitives: list[str] = []
    object_marks: list[str] = []
    plurals: list[str] = []
    increment: list[str]
    total: list[str] = []
    update_from: list[str] = []
    update_to: list[str] = []
    update_around: list[str] = []
    pairs_old_first: list[str] = []
    pairs_new_first: list[str] = []
    pairs_other: list[str] = []
    pluperfect: list[str] = []
    numbers_of: list[str] = []
    estimates: list[str] = []
    each_with: list[str] = []
    figures: list[str] = []
    adjective_after_noun: bool = False
    verb_last: bool = False
    bare_relative: bool = False
    skip: list[str] = []
