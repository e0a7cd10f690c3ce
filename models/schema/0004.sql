ALTER TABLE "agenda_block" ADD COLUMN "priority" TEXT NOT NULL DEFAULT '';
ALTER TABLE "agenda_block" ADD COLUMN "beside" INTEGER;
ALTER TABLE "agenda_block" ADD COLUMN "allotted" INTEGER;
ALTER TABLE "agenda_block" ADD COLUMN "started_at" TEXT NOT NULL DEFAULT '';
ALTER TABLE "agenda_block" ADD COLUMN "taken" INTEGER;
ALTER TABLE "agenda_block" ADD COLUMN "began" TEXT NOT NULL DEFAULT '';
ALTER TABLE "agenda_block" ADD COLUMN "ended" TEXT NOT NULL DEFAULT '';
