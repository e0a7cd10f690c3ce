CREATE TABLE "estimate_round" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "question" TEXT NOT NULL DEFAULT '',
  "unit" TEXT NOT NULL DEFAULT '',
  "number" INTEGER,
  "held_on" TEXT,
  "held_at" TEXT NOT NULL DEFAULT '',
  "slips" TEXT NOT NULL DEFAULT '',
  "spread" TEXT NOT NULL DEFAULT '',
  "low" REAL,
  "likely" REAL,
  "high" REAL,
  "agreed_by" TEXT NOT NULL DEFAULT '',
  "remark" TEXT NOT NULL DEFAULT '',
  "about" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE "vote" (
  id TEXT PRIMARY KEY NOT NULL,
  position REAL NOT NULL,
  "question" TEXT NOT NULL DEFAULT '',
  "sort" TEXT NOT NULL DEFAULT '',
  "votes" TEXT NOT NULL DEFAULT '',
  "result" TEXT NOT NULL DEFAULT '',
  "dots" INTEGER,
  "people" INTEGER,
  "decision" TEXT NOT NULL DEFAULT '',
  "condition" TEXT NOT NULL DEFAULT '',
  "concerns" TEXT NOT NULL DEFAULT '',
  "held_on" TEXT,
  "held_at" TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
ALTER TABLE "version" ADD COLUMN "sealer" TEXT NOT NULL DEFAULT '';
UPDATE "version" SET "sealer" = COALESCE(
  (SELECT "name" FROM "person" WHERE "person"."id" = "version"."sealed_by"), ''
);
