// Reads each calendar file given, as a calendar program does, and tells what it holds.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

for (const path of process.argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf-8")));
  const events = calendar.getAllSubcomponents("vevent").map((row) => new ICAL.Event(row));
  for (const event of events) {
    if (!event.uid || !event.summary || !event.startDate || event.endDate.compare(event.startDate) < 0) {
      throw new Error(`${path} : ${event.uid || event.summary} n’est pas un rendez-vous entier.`);
    }
  }
  console.log(`${path} : ${events.length} rendez-vous`);
}
