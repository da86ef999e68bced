"""The first pages in English. {question}, {competence} and {search} are addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cms.first_pages.words import PageWords, callout, heading, points, power_card, question, text

PAGES: Final[Mapping[str, PageWords]] = {
    "": PageWords(
        "Who has authority?",
        "<p>This register records how powers are devolved, decentralized and delegated in Ho Chi Minh City: which "
        "office may decide what, where, within which limits, from which day to which day, and by which provision.</p>",
    ),
    "ma-tran": PageWords(
        "Authority matrix",
        "<p>Each row is a power in force on the chosen day: to whom it was given, in which form, by which "
        "instrument.</p>",
    ),
    "tin-quyet-dinh": PageWords(
        "News of decisions", "<p>Instruments that give, change or end powers, and what they change.</p>"
    ),
    "huong-dan": PageWords("Guides", "<p>How to search, read an answer, cite it and take data away.</p>"),
    "huong-dan/cach-doc-so": PageWords(
        "How to read the register",
        "What an answer is made of, what each part means, and when to ask a lawyer.",
        (
            heading("Ask a question"),
            text(
                'Open <a href="{question}">Who has authority?</a> and write what, where and when. What: a few words of '
                "the "
                "name, or a procedure code. Where: today’s name or an old one. Without a day, today is meant.",
                "Where your words can mean several things, the register shows them for you to choose. It never "
                "guesses.",
            ),
            heading("Read the answer"),
            points(
                "<b>Clear</b>: exactly one office is recorded, and nothing speaks against its basis.",
                "<b>It depends</b>: several offices, each within limits of its own; add facts.",
                "<b>Overlap</b>: several offices, and no text says when it is which; ask a lawyer.",
                "<b>Insufficient basis</b>: a text gives the power, but its basis has a flaw, which is named.",
                "<b>Not recorded</b>: no text is recorded; this does not mean that nobody holds the power.",
            ),
            heading("See where a power comes from"),
            text(
                "Below each office stands the chain of grants, from the first text to that office. Every link has its "
                "provision, its first and last day, and how far it was verified. When a link ends, what rests on it "
                "ends.",
                "This is a power as the register has it today:",
            ),
            power_card("chung-thuc.01"),
            heading("Two kinds of days"),
            text(
                "The day of a question is a day of the law: who held the power then. The edition at the foot of a page "
                "is a day of the register: since when it has known. Mistakes are corrected by a new edition; old "
                "editions can still be read, so a page that was cited keeps its words."
            ),
            callout(
                "The register helps to find and compare. Where it differs from an instrument as issued, the instrument "
                "prevails."
            ),
        ),
    ),
    "hoi-dap": PageWords(
        "Questions and answers",
        "<p>What citizens, companies, lawyers and ward officers ask about powers and about this register.</p>",
        (
            question(
                "Who signs my papers where I live, today?",
                text(
                    'Ask at <a href="{question}">Who has authority?</a>: write the matter and your ward or commune. '
                    "The answer names the post, on whose behalf it acts if by delegation, the limits, and the last day."
                ),
            ),
            question(
                "Where do I file?",
                text(
                    "That is another question, which this register does not answer. The place that takes files need "
                    "not "
                    "be the place that decides. It is stated in the published procedure, whose code the register has."
                ),
            ),
            question(
                "Was a former ward competent on the day it signed the decision I received?",
                text(
                    'Ask with <a href="{competence}">the ward’s old name and the day of signing</a>. The register '
                    "finds the unit by its name of that day and answers by what was in force then. Where the chain "
                    "breaks, it "
                    "says where. Whether the decision stands is for the complaint body or the court."
                ),
            ),
            question(
                "Who takes over the unfinished file of a former district?",
                text(
                    'Search for <a href="{search}">the district’s name</a>: its page says what it went into, when, by '
                    "which instrument; then ask who may decide your matter from that day on. The register does not "
                    "follow single files; ask the office that keeps yours."
                ),
            ),
            question(
                "When does this authority end?",
                text(
                    "Every answer states the last day and the cause: the term of a delegation, an instrument that "
                    "ends, "
                    "is replaced or revoked, or a basis that falls. “No end recorded” means that none was found, not "
                    "that there is none."
                ),
            ),
            question(
                "How do devolution, decentralization and delegation differ?",
                points(
                    "<b>Devolution (phân quyền)</b>: given for good by the National Assembly; the recipient answers "
                    "for "
                    "it.",
                    "<b>Decentralization (phân cấp)</b>: given for good by the office that held it, which exercises it "
                    "no longer.",
                    "<b>Delegation (ủy quyền)</b>: for a term; the giver stays responsible, and the recipient may not "
                    "delegate further.",
                ),
            ),
            question(
                "Why does one place hold a power that another does not?",
                text(
                    "Some powers are given to some areas only, or by each place’s own instrument. The answer names the "
                    "area and any exclusion. Where there is no instrument, the register says so."
                ),
            ),
            question(
                "The register says “not recorded”. Does nobody hold the power?",
                text(
                    "Not necessarily. The field may not be recorded in full. The page on coverage says how far each "
                    "field is recorded, as at which day, and what is missing."
                ),
            ),
            question(
                "The register used to say something else. Can I see it?",
                text(
                    "Yes. Each edition has a number. An address with an edition shows for ever what the register knew "
                    "then, even if it was corrected later. Corrections and withdrawals are logged, never erased."
                ),
            ),
            question(
                "Can I rely on an answer of the register in law?",
                text(
                    "No. The basis is the provision that the answer cites. Cite that, with the permanent address of "
                    "the "
                    "answer so that others can check."
                ),
            ),
        ),
    ),
    "muc-do-day-du": PageWords(
        "Coverage of the register",
        "<p>For each field of law: what is recorded, complete as at which day, what is known to be missing. Of a field "
        "without a statement nothing follows from a gap.</p>",
    ),
    "ve-so-nay": PageWords(
        "About this register",
        "What the register is and is not, where its data come from, how they are checked, what it knows of readers.",
        (
            heading("Legal status"),
            text(
                "This register helps to find and compare instruments that give powers. It gives, takes and certifies "
                "none. Where it differs from an instrument as issued, the instrument prevails."
            ),
            heading("Sources"),
            text(
                "Published laws, decrees, resolutions and decisions. Every record states its source and how far it was "
                "verified: seen in a public text, taken from a secondary source, or not verified."
            ),
            heading("Method"),
            text(
                "Each publication is a numbered edition. Nothing published is erased; mistakes are corrected by a new "
                "edition, and what was corrected can be seen. Answers are worked out from the recorded provisions for "
                "the place and day asked about, not written in advance. Pages by editors are approved before they are "
                "published."
            ),
            heading("Privacy"),
            text(
                "Public pages set no cookie, follow nobody and call no other server. There are cookies only after "
                "officers sign in at the editors’ desk. Of those who subscribe to news the register keeps the e-mail "
                "address and what they follow; it counts only once confirmed by e-mail, and ends with one click.",
                "The register names posts, and nothing personal of officials beyond what an instrument itself says.",
            ),
        ),
    ),
    "tiep-can": PageWords(
        "Accessibility",
        "The register is made for everybody, with a keyboard, a screen reader, enlarged, or on paper.",
        (
            heading("Standards"),
            text(
                "The register aims at level AA of the Web Content Accessibility Guidelines (WCAG) 2.2, and at Circular "
                "26/2020/TT-BTTTT on standards and technologies that help people with disabilities use information and "
                "communication services."
            ),
            heading("What has been done"),
            points(
                "Every page can be used with a keyboard alone, and without JavaScript.",
                "Enlarged to 400 % nothing needs sideways scrolling; on narrow screens tables become cards.",
                "A status always has words and a shape, not colour alone; light, dark and high contrast are supported.",
                "Drawings always stand beside words or a table that say the same.",
            ),
            heading("Known limits"),
            text(
                "Names of procedures, offices and instruments stay Vietnamese in the English pages. Original files "
                "published by others may be scans that a screen reader cannot read."
            ),
            heading("If something is in your way"),
            text(
                "Please tell the office that keeps the register: the address of the page, what you wanted to do, your "
                "device and aids. That office provides the content in another form on request."
            ),
        ),
    ),
}
