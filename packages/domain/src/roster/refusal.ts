/** Why a rule of the roster says no. */
export type RosterRefusal =
  | "roleNotHere"
  | "roleUnit"
  | "rolesClash"
  | "ownRole"
  | "alreadyOfficer"
  | "lastAdmin"
  | "unfitSuccessor"
  | "unfitDeputy"
  | "coverOverlaps"
  | "unitKnown"
  | "unitCycle"
  | "unitHasCases"
  | "unitHasOfficers"
  | "unitHasUnits"
  | "unitRetired";
