CREATE TABLE "access_role" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "may" TEXT NOT NULL DEFAULT '',
  "may_not" TEXT NOT NULL DEFAULT '',
  "people" INTEGER,
  "granted_by" TEXT NOT NULL DEFAULT '',
  "reviewed" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "action" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT '',
  "due" TEXT,
  "status" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "activity" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "section" TEXT NOT NULL DEFAULT '',
  "remark" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "adoption_measure" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "behaviour" TEXT NOT NULL DEFAULT '',
  "group" TEXT NOT NULL DEFAULT '',
  "window" TEXT NOT NULL DEFAULT '',
  "source" TEXT NOT NULL DEFAULT '',
  "threshold" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "agenda_block" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "heading" TEXT NOT NULL DEFAULT '',
  "minutes" INTEGER,
  "step" TEXT NOT NULL DEFAULT '',
  "pause" INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE "assignment" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "activity" TEXT NOT NULL DEFAULT '',
  "role" TEXT NOT NULL DEFAULT '',
  "letters" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "communication" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "message" TEXT NOT NULL DEFAULT '',
  "audience" TEXT NOT NULL DEFAULT '',
  "channel" TEXT NOT NULL DEFAULT '',
  "when" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "decision" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "decided_by" TEXT NOT NULL DEFAULT '',
  "decided_on" TEXT,
  "reason" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "earlier_pilot" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "year" INTEGER,
  "outcome" TEXT NOT NULL DEFAULT '',
  "lesson" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "feedback_loop" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "channel" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT '',
  "answered_within" TEXT NOT NULL DEFAULT '',
  "lands_in" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "group" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "people_now" INTEGER,
  "in_pilot" INTEGER,
  "in_production" INTEGER,
  "change" TEXT NOT NULL DEFAULT '',
  "needs" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "incident_level" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "level" TEXT NOT NULL DEFAULT '',
  "example" TEXT NOT NULL DEFAULT '',
  "response" TEXT NOT NULL DEFAULT '',
  "within" TEXT NOT NULL DEFAULT '',
  "responder" TEXT NOT NULL DEFAULT '',
  "escalate_to" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "ownership" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "owner" TEXT NOT NULL DEFAULT '',
  "deputy" TEXT NOT NULL DEFAULT '',
  "named_on" TEXT,
  "mandate" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "parked_point" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "raised_by" TEXT NOT NULL DEFAULT '',
  "remark" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "person" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "function" TEXT NOT NULL DEFAULT '',
  "organisation" TEXT NOT NULL DEFAULT '',
  "part" TEXT NOT NULL DEFAULT '',
  "present" INTEGER,
  "leaves" INTEGER,
  "leaves_on" TEXT,
  "email" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "pilot" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "start" TEXT,
  "end" TEXT,
  "decision_on" TEXT,
  "go_live" TEXT,
  "cost" REAL,
  "representative" TEXT NOT NULL DEFAULT '',
  "real_tasks" TEXT NOT NULL DEFAULT '',
  "real_data" TEXT NOT NULL DEFAULT '',
  "real_constraints" TEXT NOT NULL DEFAULT '',
  "platform" TEXT NOT NULL DEFAULT '',
  "it_provides" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "requirement" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "area" TEXT NOT NULL DEFAULT '',
  "reference" TEXT NOT NULL DEFAULT '',
  "source" TEXT NOT NULL DEFAULT '',
  "as_of" TEXT,
  "applies_from" TEXT,
  "applies" TEXT NOT NULL DEFAULT '',
  "why_not" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT '',
  "due" TEXT NOT NULL DEFAULT '',
  "due_on" TEXT,
  "status" TEXT NOT NULL DEFAULT '',
  "evidence" TEXT NOT NULL DEFAULT '',
  "blocks" INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE "risk" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "likelihood" TEXT NOT NULL DEFAULT '',
  "impact" TEXT NOT NULL DEFAULT '',
  "response" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "role" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "person" TEXT NOT NULL DEFAULT '',
  "organisation" TEXT NOT NULL DEFAULT '',
  "leaves" INTEGER,
  "leaves_on" TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE "training" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "content" TEXT NOT NULL DEFAULT '',
  "group" TEXT NOT NULL DEFAULT '',
  "hours" REAL,
  "method" TEXT NOT NULL DEFAULT '',
  "when" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT '',
  "check" TEXT NOT NULL DEFAULT '',
  "status" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "use_case" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "workflow_today" TEXT NOT NULL DEFAULT '',
  "trigger" TEXT NOT NULL DEFAULT '',
  "result" TEXT NOT NULL DEFAULT '',
  "in_scope" TEXT NOT NULL DEFAULT '',
  "out_of_scope" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "value_target" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "sort" TEXT NOT NULL DEFAULT '',
  "group" TEXT NOT NULL DEFAULT '',
  "volume" REAL,
  "minutes_before" REAL,
  "minutes_after" REAL,
  "hourly_cost" REAL,
  "money_year" REAL,
  "adoption" REAL,
  "low" REAL,
  "high" REAL,
  "cash" INTEGER,
  "unit" TEXT NOT NULL DEFAULT '',
  "baseline" REAL,
  "target" REAL,
  "result" REAL,
  "evidence" TEXT NOT NULL DEFAULT '',
  "source" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT '',
  "remark" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "wave" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "group" TEXT NOT NULL DEFAULT '',
  "people" INTEGER,
  "start" TEXT,
  "entry" TEXT NOT NULL DEFAULT '',
  "exit" TEXT NOT NULL DEFAULT '',
  "support" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "workshop" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "initiative" TEXT NOT NULL DEFAULT '',
  "client" TEXT NOT NULL DEFAULT '',
  "sponsor" TEXT NOT NULL DEFAULT '',
  "facilitator" TEXT NOT NULL DEFAULT '',
  "sector" TEXT NOT NULL DEFAULT '',
  "jurisdiction" TEXT NOT NULL DEFAULT '',
  "held_on" TEXT,
  "starts_at" TEXT NOT NULL DEFAULT '',
  "place" TEXT NOT NULL DEFAULT '',
  "currency" TEXT NOT NULL DEFAULT '',
  "language" TEXT NOT NULL DEFAULT '',
  "confidentiality" TEXT NOT NULL DEFAULT '',
  "outcome" TEXT NOT NULL DEFAULT '',
  "notes" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE history (
  step INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  reverses INTEGER,
  state TEXT NOT NULL,
  merge TEXT NOT NULL,
  changes TEXT NOT NULL
) STRICT;
CREATE INDEX history_undone ON history (step) WHERE state = 'undone';
