from delegation.models.annex import AnnexUpload
from delegation.models.change import ChangeEntry, ChangeRecipient
from delegation.models.desk import ColumnMapping, Notice, Receipt
from delegation.models.document import DossierDocument
from delegation.models.dossier import (
    Dossier,
    DossierContributor,
    DossierFile,
    DossierLine,
    DossierState,
    DossierStep,
    TouchedUnit,
    WarningAcknowledgement,
)
from delegation.models.grant import Grant, GrantEntry, GrantRecipient
from delegation.models.instrument import Instrument, InstrumentEntry, RelationEntry
from delegation.models.power import Field, FieldEntry, Power, PowerEntry

__all__ = [
    "AnnexUpload",
    "ChangeEntry",
    "ChangeRecipient",
    "ColumnMapping",
    "Dossier",
    "DossierContributor",
    "DossierDocument",
    "DossierFile",
    "DossierLine",
    "DossierState",
    "DossierStep",
    "Field",
    "FieldEntry",
    "Grant",
    "GrantEntry",
    "GrantRecipient",
    "Instrument",
    "InstrumentEntry",
    "Notice",
    "Power",
    "PowerEntry",
    "Receipt",
    "RelationEntry",
    "TouchedUnit",
    "WarningAcknowledgement",
]
