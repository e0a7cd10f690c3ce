"""How columns and choices are called: one table for each record type, in six languages.

English, German, French, Spanish, Portuguese, Dutch. A head is one of these words, or has one of
them in it. The field's own label, in the language of the window, is always among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from models.i18n import N_, _
from models.record import TYPES, Record
from models.records import CostLine, Kpi, Person, Requirement, Risk

NUMBER, TEXT, FIRST, LAST = "#", "text", "first", "last"
MARKED, MONTH, RECURRING, AMOUNT, NONE = "marked", "month", "recurring", "amount", ""
"""What a column can be besides a field: the number of a row, the text where the name is empty,
parts of a person's name, a mark of what counts, an amount a month, whether an amount comes again,
an amount of which that is said elsewhere; and what is known to be no field here.
"""
_EXTRA = {
    NUMBER: N_("Number of the row"),
    TEXT: N_("Text, where there is no name"),
    FIRST: N_("First name"),
    LAST: N_("Last name"),
    MARKED: N_("Marks the rows that count"),
    MONTH: N_("Amount a month"),
    RECURRING: N_("Once or again"),
    AMOUNT: N_("Amount"),
}
_OWNER = (
    "owner|responsible|accountable|accountability|assigned to|assignee|responsible person|lead|"
    "verantwortlich|verantwortlicher|verantwortliche|zuständig|eigner|responsable|propriétaire|"
    "encargado|responsável|dono|eigenaar|verantwoordelijke"
)
_NUMBER = "#|no|nr|num|number|id|uid|item no|lfd nr|nummer|numéro|n°|nº|número|volgnummer|index"
_REMARK = (
    "remark|remarks|comment|comments|note|notes|bemerkung|bemerkungen|kommentar|anmerkung|"
    "remarque|remarques|commentaire|commentaires|observación|observaciones|comentario|comentarios|"
    "observação|observações|comentário|comentários|opmerking|opmerkingen|toelichting"
)
_SOURCE = "source|data source|quelle|datenquelle|fuente|fonte|bron"

WORDS: dict[type[Record], dict[str, str]] = {
    Requirement: {
        "what": "requirement|requirement name|control|control name|name|title|item|check|question|"
        "recommendation|criterion|obligation|anforderung|maßnahme|titel|bezeichnung|pflicht|"
        "exigence|"
        "intitulé|titre|nom|mesure|requisito|nombre|título|control|medida|nome|controle|requisito|"
        "vereiste|eis|naam|maatregel",
        TEXT: "description|text|statement|wording|detail|details|requirement description|"
        "beschreibung|wortlaut|texte|libellé|descripción|texto|descrição|omschrijving|tekst",
        "reference": f"ref id|reference|ref|requirement id|control id|clause|article|section|"
        f"identifier|code|artikel|paragraph|absatz|ziffer|referenz|kennung|référence|clause|"
        f"referencia|artículo|cláusula|referência|artigo|referentie|kenmerk|{_NUMBER}",
        "area": "area|category|family|domain|group|theme|bereich|kategorie|thema|themenfeld|"
        "domaine|"
        "catégorie|famille|thème|área|categoría|dominio|familia|tema|categoria|domínio|gebied|"
        "categorie|domein",
        "applies": "applies|applicable|in scope|anwendbar|trifft zu|s'applique|aplica|aplicable|"
        "aplicável|van toepassing",
        "why_not": "justification|reason for exclusion|begründung|justification d'exclusion|"
        "justificación|justificativa|motivering",
        "applies_from": "applies from|valid from|effective date|in force|gültig ab|en vigueur|"
        "vigente desde|vigência|geldig vanaf",
        "owner": _OWNER,
        "due_on": "due|due date|due on|deadline|target date|frist|fällig|fällig am|termin|échéance|"
        "fecha límite|vencimiento|prazo|vervaldatum|einddatum",
        "status": "status|state|progress|stand|statut|état|estado|situação|voortgang",
        "evidence": "evidence|proof|nachweis|beleg|preuve|evidencia|prueba|evidência|prova|bewijs",
        "source": _SOURCE,
        MARKED: "assessable|auditable|is requirement|selectable|prüfbar|évaluable|evaluable|"
        "avaliável",
        NONE: "depth|level|ebene|niveau|nivel|nível|priority|priorität|priorité|prioridad|"
        "annotation",
    },
    Person: {
        "name": "name|full name|person|participant|attendee|stakeholder|stakeholder name|contact|"
        "contact name|contact person|member|employee|teilnehmer|ansprechpartner|mitarbeiter|"
        "beteiligte|nom|nom complet|participant|partie prenante|interlocuteur|nombre|"
        "nombre completo|persona|interesado|contacto|nome|nome completo|pessoa|parte interessada|"
        "contato|naam|persoon|deelnemer|belanghebbende|contactpersoon",
        FIRST: "first name|given name|forename|vorname|prénom|primeiro nome|voornaam",
        LAST: "last name|surname|family name|nachname|familienname|nom de famille|apellido|"
        "apellidos|"
        "sobrenome|apelido|achternaam",
        "function": "function|title|role|job title|job|position|funktion|rolle|stelle|fonction|"
        "poste|"
        "rôle|función|cargo|puesto|rol|função|papel|functie",
        "organisation": "organisation|organization|company|department|team|division|business unit|"
        "unit|abteilung|bereich|firma|unternehmen|société|entreprise|service|département|direction|"
        "organización|empresa|departamento|área|organização|setor|organisatie|bedrijf|afdeling",
        "part": "part in the workshop|involvement|beteiligung|participation|participación|"
        "participação|betrokkenheid",
        "present": "in the room|present|attends|attending|anwesend|présent|asiste|presente|"
        "aanwezig",
        "leaves_on": "leaves on|last day|end date|austritt|date de départ|fecha de salida|"
        "data de saída|vertrekdatum",
        "email": "e mail|email|mail|e mail address|email address|contact info|mailadresse|courriel|"
        "adresse mail|correo|correo electrónico|endereço de e mail|e mailadres",
        NONE: f"influence|interest|power|expectations|phone|telephone|telefon|{_NUMBER}",
    },
    Risk: {
        "what": "risk|risk description|risk name|risk title|risk event|description|threat|event|"
        "risiko|risikobeschreibung|beschreibung|gefahr|risque|description du risque|menace|riesgo|"
        "descripción|descripción del riesgo|amenaza|risco|descrição|descrição do risco|ameaça|"
        "risicobeschrijving|risico|omschrijving",
        "likelihood": "likelihood|probability|chance|frequency|wahrscheinlichkeit|"
        "eintrittswahrscheinlichkeit|probabilité|vraisemblance|probabilidad|probabilidade|"
        "waarschijnlijkheid|kans",
        "impact": "impact|severity|consequence|outcome rating|effect|magnitude|auswirkung|schwere|"
        "schadenshöhe|schadensausmaß|gravité|conséquence|impacto|severidad|consecuencia|gravidade|"
        "consequência|ernst|gevolg",
        "response": "response|mitigation|response summary|mitigation plan|mitigation strategy|"
        "action|"
        "actions|treatment|countermeasure|risk response|gegenmaßnahme|maßnahme|maßnahmen|"
        "bewältigung|réponse|mesure|mesures|atténuation|plan d'action|respuesta|mitigación|medida|"
        "resposta|mitigação|ação|maatregel|beheersmaatregel|reactie",
        "owner": f"{_OWNER}|risk owner|risikoeigner",
        NONE: f"risk category|category|type|kategorie|catégorie|categoría|categoria|categorie|"
        "status|"
        f"priority|priorität|urgency|date|datum|fecha|data|controls in place|risk score|score|"
        "rating|"
        f"results|{_NUMBER}|risk #|risk id|risk no|risiko nr|{_REMARK}",
    },
    CostLine: {
        "what": "cost|item|cost item|line item|expense|description|activity|task|service|product|"
        "kosten|kostenart|kostenposition|position|bezeichnung|beschreibung|leistung|poste|libellé|"
        "désignation|prestation|concepto|partida|descripción|rubro|descrição|despesa|"
        "kostenpost|omschrijving|post",
        "category": "category|cost category|type|cost type|kategorie|kostenkategorie|catégorie|"
        "categoría|categoria|tipo|categorie|soort",
        AMOUNT: "cost|amount|estimated cost|estimate|budget|price|value|total|total cost|"
        "planned cost|"
        "approximate cost|kosten|betrag|preis|budget|summe|schätzung|montant|coût|prix|importe|"
        "coste|"
        "costo|coûts|costes|costos|costi|custos|precio|presupuesto|valor|custo|preço|orçamento|bedrag|prijs|begroting",
        "pilot": "pilot|pilot cost|poc|proof of concept|pilotkosten|coût du pilote|piloto|"
        "pilotkosten",
        "one_off": "one off|one time|once|initial|initial cost|setup|set up|capex|investment|"
        "implementation|einmalig|einmalkosten|investition|unique|ponctuel|investissement|único|"
        "inversión|custo único|investimento|eenmalig|investering",
        "year": "annual|annual cost|per year|a year|yearly|per annum|p a|opex|running cost|"
        "run cost|"
        "likely|most likely|jährlich|jahreskosten|pro jahr|laufende kosten|"
        "betriebskosten|annuel|par an|anual|"
        "al año|por año|por ano|jaarlijks|per jaar",
        "year_low": "low|minimum|min|at least|from|best case|optimistic|mindestens|von|minimal|"
        "au moins|mínimo|mejor caso|ten minste|laag",
        "year_high": "high|maximum|max|at most|to|worst case|pessimistic|höchstens|bis|maximal|"
        "au plus|máximo|peor caso|hoogstens|hoog",
        MONTH: "monthly|monthly cost|per month|a month|monatlich|monatskosten|pro monat|mensuel|"
        "par mois|"
        "mensual|"
        "al mes|mensal|por mês|maandelijks|per maand",
        RECURRING: "once recurring|one time recurring|recurring|recurrence|frequency|one time or "
        "recurring|einmalig laufend|einmalig wiederkehrend|turnus|périodicité|récurrence|"
        "periodicidad|recurrente|recorrência|periodicidade|eenmalig terugkerend|frequentie",
        "payer": "paid by|payer|cost centre|cost center|department|kostenstelle|kostenträger|"
        "centre de coûts|centro de coste|centro de costo|centro de custo|kostenplaats",
        "funding": "paid from|funding|funding source|finanzierung|financement|financiación|"
        "financiamento|financiering",
        "basis": f"basis|assumptions|how calculated|basis of estimate|annahmen|grundlage|"
        "hypothèses|"
        f"supuestos|premissas|aannames|{_REMARK}",
        NONE: f"{_NUMBER}|vendor|supplier|lieferant|status|date|datum|month",
    },
    Kpi: {
        "name": "kpi|metric|indicator|measure|kpi name|kpi title|metric name|"
        "key performance indicator|kennzahl|messgröße|indicateur|mesure|indicador|métrica|"
        "medida|maatstaf|prestatie indicator|kengetal|name",
        "formula": "formula|definition|calculation|how measured|description|method|formel|"
        "berechnung|beschreibung|messmethode|formule|définition|calcul|fórmula|definición|"
        "cálculo|definição|berekening|definitie",
        "unit": "unit|unit of measure|einheit|unité|unidad|unidade|eenheid",
        "direction": "better when|direction|polarity|richtung|sens|dirección|direção|richting",
        "baseline": "baseline|today|current|current value|as is|actual|ausgangswert|istwert|ist|"
        "valeur actuelle|référence|línea base|valor actual|linha de base|valor atual|huidig|"
        "nulmeting",
        "target": "target|goal|target value|to be|ziel|zielwert|soll|cible|objectif|valeur cible|"
        "meta|objetivo|valor objetivo|doel|doelwaarde|streefwaarde",
        "least": "threshold|minimum|least acceptable|tolerance|schwellenwert|mindestwert|seuil|"
        "umbral|"
        "limiar|drempel|drempelwaarde",
        "frequency": "frequency|measured|interval|reporting frequency|suggested timeline|timeline|"
        "cadence|häufigkeit|frequenz|turnus|fréquence|périodicité|frecuencia|periodicidad|"
        "frequência|periodicidade|frequentie",
        "source": f"{_SOURCE}|system",
        "owner": _OWNER,
        "remark": f"reasoning|reason|rationale|why|begründung|justification|justificación|"
        f"justificativa|reden|{_REMARK}",
        NONE: f"priority|category|status|{_NUMBER}",
    },
}

CHOICES = {
    "low": "low|very low|minor|negligible|rare|unlikely|l|niedrig|gering|sehr gering|faible|bajo|"
    "baja|baixo|baixa|laag|zeer laag",
    "medium": "medium|moderate|mid|possible|m|med|mittel|moyen|moyenne|modéré|medio|media|moderado|"
    "médio|média|gemiddeld|middel",
    "high": "high|very high|critical|major|severe|likely|almost certain|h|hoch|sehr hoch|kritisch|"
    "élevé|élevée|fort|forte|critique|alto|alta|crítico|crítica|hoog|zeer hoog|kritiek",
    "open": "open|not started|to do|new|offen|ouvert|à faire|abierto|pendiente|aberto|pendente|"
    "nieuw",
    "doing": "in progress|ongoing|started|doing|in arbeit|läuft|en cours|en curso|en progreso|"
    "em andamento|in uitvoering|bezig",
    "met": "met|done|closed|complete|completed|implemented|fulfilled|compliant|erfüllt|erledigt|"
    "umgesetzt|fait|conforme|terminé|cumplido|hecho|cumprido|concluído|voldaan|gereed",
    "yes": "yes|applicable|in scope|ja|oui|sí|si|sim|anwendbar",
    "no": "no|not applicable|n/a|out of scope|nein|non|não|nee|entfällt",
    "unclear": "to be settled|tbd|unclear|to be confirmed|offen|à clarifier|por definir|a definir",
    "daily": "daily|every day|täglich|quotidien|quotidienne|diario|diaria|diário|diária|dagelijks",
    "weekly": "weekly|every week|wöchentlich|hebdomadaire|semanal|wekelijks",
    "monthly": "monthly|every month|monatlich|mensuel|mensuelle|mensual|mensal|maandelijks",
    "quarterly": "quarterly|every quarter|quartalsweise|vierteljährlich|trimestriel|trimestrielle|"
    "trimestral|per kwartaal",
    "once": "once|one time|einmalig|une fois|una vez|uma vez|eenmalig",
    "up": "up|higher|increase|more|höher|steigend|plus haut|hausse|mayor|más alto|maior|hoger",
    "down": "down|lower|decrease|less|niedriger|sinkend|plus bas|baisse|menor|más bajo|lager",
    "decides": "decides|decision maker|approver|entscheidet|décide|decide|beslist",
    "contributes": "contributes|contributor|beitragend|contribue|contribuye|contribui|draagt bij",
    "informed": "informed|is informed|informiert|informé|informado|geïnformeerd",
}
"""How the choices of fields are said elsewhere, by their stored values."""

TOTAL = re.compile(
    r"\W*(grand |sub|zwischen|gesamt|end)?(totaux|totaa?l|total|summe|suma|somme|soma|gesamt|som)\b"
    r"|\W*(insgesamt|zwischensumme|gesamtsumme|gesamtkosten|subtota\w*)\b",
    re.IGNORECASE,
)
"""How rows begin that add up others."""
_LONGEST = 80
"""Characters that a head has at most."""
_WORDY = 5
"""Heads of more words than this are sentences, in which a field's word means little."""
_LANGUAGE = re.compile(r"^(?P<head>.*\S)\s*[\[(](?P<language>[a-z]{2})[\])]$")
_SIGNS = re.compile(r"[^\w#°º']+")


class Match(NamedTuple):
    """A field that a head may mean, and how surely: 3 is its very word, 1 is one among others."""

    name: str
    strength: float


def split_language(head: str) -> tuple[str, str]:
    """A head and the language that it names: "name[fr]" is "name" in "fr"."""
    found = _LANGUAGE.match(head.strip())
    return (found["head"], found["language"]) if found else (head, "")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """A head as it is compared: small letters, words with one space between them."""
    return " ".join(_SIGNS.sub(" ", text.replace("_", " ").casefold()).split())


def label_of(record_type: type[Record], name: str) -> str:
    """What a column is, in words; `name` is that of a field or one of the others above."""
    if name in record_type.fields:
        return record_type.fields[name].label
    return _(_EXTRA[name]) if name else _("Leave out")


def targets(record_type: type[Record]) -> list[str]:
    """What a column of a list can be, for a person to choose from."""
    words = WORDS[record_type]
    extra = [name for name in words if name in _EXTRA and name not in record_type.fields]
    visible = [name for name, f in record_type.fields.items() if not f.technical]
    return [NONE, *visible, *extra]


def matches(record_type: type[Record], head: str) -> tuple[Match, ...]:
    """What a head may mean, the surest first."""
    if len(head) > _LONGEST:
        return ()
    own = tuple((name, normal(field.label)) for name, field in record_type.fields.items())
    return _matches(record_type.type_name, head, own)


@lru_cache(maxsize=4096)  # sheets have the same heads, and are looked at for five sorts
def _matches(kind: str, head: str, own: tuple[tuple[str, str], ...]) -> tuple[Match, ...]:
    said = normal(split_language(head)[0])
    if "#" in said and said != "#":
        said = "#"  # "Risk #" numbers risks
    best: dict[str, float] = {}
    for name, word in _words(kind) if said else ():
        if (strength := _strength(said, word)) > best.get(name, 0.0):
            best[name] = strength
    for name, word in own:
        if said == word:
            best[name] = 3.2  # what we call it ourselves goes before what others do
    return tuple(sorted((Match(*each) for each in best.items()), key=lambda m: -m.strength))


def _strength(said: str, word: str) -> float:
    if said == word:
        return 3.0
    if f" {word} " not in f" {said} " or said.count(" ") > _WORDY:
        return 0.0
    return 1.0 + len(word) / (len(said) + 1)  # the more of the head it is, the surer


def choice_of(text: str, allowed: tuple[str, ...]) -> str:
    """The stored value of a choice that a text says in one of the languages; "" for none."""
    said = normal(text) or text.strip()
    found = [value for value in allowed if said in _said_for(value)]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=256)
def _said_for(value: str) -> frozenset[str]:
    return frozenset(normal(word) or word for word in CHOICES.get(value, "").split("|")) - {""}


@lru_cache(maxsize=8)
def _words(kind: str) -> tuple[tuple[str, str], ...]:
    return tuple(_flattened(TYPES[kind]))


def _flattened(record_type: type[Record]) -> Iterator[tuple[str, str]]:
    for name, words in WORDS[record_type].items():
        for word in words.split("|"):
            yield name, normal(word)
