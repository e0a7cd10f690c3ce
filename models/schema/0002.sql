CREATE TABLE "accepted_finding" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "reason" TEXT NOT NULL DEFAULT '',
  "accepted_by" TEXT NOT NULL DEFAULT '',
  "accepted_on" TEXT,
  "rule" TEXT NOT NULL DEFAULT '',
  "about" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "amendment" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "reason" TEXT NOT NULL DEFAULT '',
  "decided_by" TEXT NOT NULL DEFAULT '',
  "changed_on" TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE "claim" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "people" INTEGER,
  "minutes" REAL,
  "per" TEXT NOT NULL DEFAULT '',
  "periods" REAL,
  "stated" REAL,
  "part_of" TEXT NOT NULL DEFAULT '',
  "source" TEXT NOT NULL DEFAULT '',
  "remark" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "condition" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "kpi" TEXT NOT NULL DEFAULT '',
  "comparison" TEXT NOT NULL DEFAULT '',
  "threshold" REAL,
  "unit" TEXT NOT NULL DEFAULT '',
  "weight" TEXT NOT NULL DEFAULT '',
  "window" TEXT NOT NULL DEFAULT '',
  "proportion" INTEGER,
  "expected" REAL,
  "cases" INTEGER,
  "evidence" TEXT NOT NULL DEFAULT '',
  "signed_by" TEXT NOT NULL DEFAULT '',
  "result" REAL,
  "result_cases" INTEGER,
  "holds" INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE "cost_basis" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "rate" REAL,
  "rate_source" TEXT NOT NULL DEFAULT '',
  "rule_percent" REAL,
  "rule_reading" TEXT NOT NULL DEFAULT '',
  "rule_source" TEXT NOT NULL DEFAULT '',
  "remark" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "cost_line" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "category" TEXT NOT NULL DEFAULT '',
  "pilot" REAL,
  "one_off" REAL,
  "year_low" REAL,
  "year" REAL,
  "year_high" REAL,
  "driver" TEXT NOT NULL DEFAULT '',
  "payer" TEXT NOT NULL DEFAULT '',
  "funding" TEXT NOT NULL DEFAULT '',
  "evidence" TEXT NOT NULL DEFAULT '',
  "basis" TEXT NOT NULL DEFAULT '',
  "zero_because" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "data_source" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT '',
  "quality_pilot" TEXT NOT NULL DEFAULT '',
  "quality_production" TEXT NOT NULL DEFAULT '',
  "permission_pilot" TEXT NOT NULL DEFAULT '',
  "permission_production" TEXT NOT NULL DEFAULT '',
  "refresh_pilot" TEXT NOT NULL DEFAULT '',
  "refresh_production" TEXT NOT NULL DEFAULT '',
  "gap" TEXT NOT NULL DEFAULT '',
  "action" TEXT NOT NULL DEFAULT '',
  "due" TEXT,
  "status" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "disclosure" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "told_to" TEXT NOT NULL DEFAULT '',
  "told_by" TEXT NOT NULL DEFAULT '',
  "told_on" TEXT,
  "amount" REAL,
  "reaction" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "executive_report" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "audience" TEXT NOT NULL DEFAULT '',
  "frequency" TEXT NOT NULL DEFAULT '',
  "content" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT '',
  "first_on" TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE "gate_decision" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "decider" TEXT NOT NULL DEFAULT '',
  "consulted" TEXT NOT NULL DEFAULT '',
  "next_owner" TEXT NOT NULL DEFAULT '',
  "budget" REAL,
  "budget_from" TEXT NOT NULL DEFAULT '',
  "starts_on" TEXT,
  "first_step" TEXT NOT NULL DEFAULT '',
  "if_not" TEXT NOT NULL DEFAULT '',
  "extended_until" TEXT,
  "extended_why" TEXT NOT NULL DEFAULT '',
  "frozen_on" TEXT,
  "frozen_by" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "knowledge_item" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "held_by" TEXT NOT NULL DEFAULT '',
  "recorded_in" TEXT NOT NULL DEFAULT '',
  "handed_to" TEXT NOT NULL DEFAULT '',
  "due" TEXT,
  "status" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "kpi" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "value_target" TEXT NOT NULL DEFAULT '',
  "formula" TEXT NOT NULL DEFAULT '',
  "unit" TEXT NOT NULL DEFAULT '',
  "direction" TEXT NOT NULL DEFAULT '',
  "baseline" REAL,
  "baseline_from" TEXT NOT NULL DEFAULT '',
  "target" REAL,
  "least" REAL,
  "warn_at" REAL,
  "result" REAL,
  "result_from" TEXT NOT NULL DEFAULT '',
  "evidence" TEXT NOT NULL DEFAULT '',
  "source" TEXT NOT NULL DEFAULT '',
  "frequency" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT '',
  "guard" TEXT NOT NULL DEFAULT '',
  "remark" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "procedure" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT '',
  "document" TEXT NOT NULL DEFAULT '',
  "escalation" TEXT NOT NULL DEFAULT '',
  "ready_by" TEXT,
  "status" TEXT NOT NULL DEFAULT '',
  "remark" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "rehearsal_card" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "scenario" TEXT NOT NULL DEFAULT '',
  "sort" TEXT NOT NULL DEFAULT '',
  "activity" TEXT NOT NULL DEFAULT '',
  "procedure" TEXT NOT NULL DEFAULT '',
  "incident_level" TEXT NOT NULL DEFAULT '',
  "answer" TEXT NOT NULL DEFAULT '',
  "gap" TEXT NOT NULL DEFAULT '',
  "factor" REAL
) STRICT, WITHOUT ROWID;
CREATE TABLE "scale_change" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "topic" TEXT NOT NULL DEFAULT '',
  "in_pilot" TEXT NOT NULL DEFAULT '',
  "in_production" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT '',
  "ready_by" TEXT,
  "status" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "stop_condition" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "what" TEXT NOT NULL DEFAULT '',
  "threshold" TEXT NOT NULL DEFAULT '',
  "kpi" TEXT NOT NULL DEFAULT '',
  "stopped_by" TEXT NOT NULL DEFAULT '',
  "then" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
INSERT INTO "kpi" (id, position, "name", "unit", "baseline", "target", "result", "direction", "evidence", "source", "owner")
SELECT id, position, "what", "unit", "baseline", "target", "result",
  CASE WHEN "target" < "baseline" THEN 'down' WHEN "target" > "baseline" THEN 'up' ELSE '' END,
  "evidence", "source", "owner"
FROM "value_target"
WHERE "unit" <> '' OR "baseline" IS NOT NULL OR "target" IS NOT NULL OR "result" IS NOT NULL;
CREATE TABLE "value_target_kept" AS SELECT id, position, "what", "sort", "group", "volume", "minutes_before", "minutes_after", "hourly_cost", "money_year", "adoption", "low", "high", "cash", "evidence", "source", "owner", "remark" FROM "value_target";
DROP TABLE "value_target";
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
  "evidence" TEXT NOT NULL DEFAULT '',
  "source" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT '',
  "remark" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
INSERT INTO "value_target" (id, position, "what", "sort", "group", "volume", "minutes_before", "minutes_after", "hourly_cost", "money_year", "adoption", "low", "high", "cash", "evidence", "source", "owner", "remark")
SELECT id, position, "what", "sort", "group", "volume", "minutes_before", "minutes_after", "hourly_cost", "money_year", "adoption", "low", "high", "cash", "evidence", "source", "owner", "remark" FROM "value_target_kept";
DROP TABLE "value_target_kept";
