/** Days are calendar days in Europe/London, written as the API writes them: 2026-11-23. */
const dayWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const momentDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });
const momentTime = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true, timeZone: 'Europe/London' });

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const millisecondsPerDay = 86_400_000;

const atMidnight = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

/** 2026-11-23 as 23 November 2026. */
export const longDay = (day: string) => dayWords.format(atMidnight(day));

/** A moment as 23 November 2026, the day it was in London. */
export const longMomentDay = (moment: string) => momentDay.format(Date.parse(moment));

/** A moment as 23 November 2026 at 9:30am. */
export const longMoment = (moment: string) =>
  `${longMomentDay(moment)} at ${momentTime.format(Date.parse(moment)).replace(/\s/g, '').toLowerCase()}`;

const londonClock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' });

/** The day and the time, as 14:30, that it is in London at a moment. */
export function dayAndTime(moment: string): { day: string; time: string } {
  const [day = '', time = ''] = londonClock.format(Date.parse(moment)).split(' ');
  return { day, time };
}

/** The moment at which it is that day and time in London. */
export function momentAt(day: string, time: string): string {
  const guess = Date.parse(`${day}T${time}Z`);
  const there = dayAndTime(new Date(guess).toISOString());
  return new Date(2 * guess - Date.parse(`${there.day}T${there.time}Z`)).toISOString();
}

/** From when to when, as people say it: 10 December 2026 at 10:00am to 12:00pm. */
export function fromTo(starts: string, ends: string): string {
  const until = longMoment(ends);
  return `${longMoment(starts)} to ${longMomentDay(starts) === longMomentDay(ends) ? until.slice(until.lastIndexOf(' ') + 1) : until}`;
}

export const addDays = (day: string, days: number) => dayOf(atMidnight(day) + days * millisecondsPerDay);

/** Days from one day to another; negative when the second comes first. */
export const daysBetween = (from: string, to: string) => Math.round((atMidnight(to) - atMidnight(from)) / millisecondsPerDay);

const count = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'}`;

/** How long ago a day was, as people say it. Null: never. */
export function ago(day: string | null | undefined, today: string): string {
  if (!day) return 'Never';
  const days = daysBetween(day, today);
  if (days < 0) return longDay(day);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days < 14) return `${days} days ago`;
  if (days < 60) return `${Math.floor(days / 7)} weeks ago`;
  if (days < 730) return `${Math.floor(days / 30.44)} months ago`;
  return count(Math.floor(days / 365.25), 'year') + ' ago';
}

/** When something is due, as people say it. */
export function due(day: string, today: string): { words: string; late: boolean } {
  const days = daysBetween(today, day);
  if (days < 0) return { words: `${count(-days, 'day')} late`, late: true };
  if (days === 0) return { words: 'Today', late: false };
  if (days === 1) return { words: 'Tomorrow', late: false };
  return { words: longDay(day), late: false };
}

/** Moves a day that falls on a weekend to the Monday after. */
export function onWeekday(day: string): string {
  const weekday = new Date(atMidnight(day)).getUTCDay();
  return addDays(day, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
}

function dayFrom(year: number, month: number, date: number): string | null {
  const day = new Date(Date.UTC(year, month - 1, date));
  return day.getUTCMonth() === month - 1 && day.getUTCDate() === date ? dayOf(day.getTime()) : null;
}

/**
 * Reads a day as people type it: 23/11/2026, 23.11.26, 23 November 2026, 23 Nov, 2026-11-23, today, tomorrow, yesterday.
 * Without a year it is the one nearest to today. Null where it is not a day.
 */
export function readDay(text: string, today: string): string | null {
  const typed = text.trim().toLowerCase();
  if (typed === 'today') return today;
  if (typed === 'tomorrow') return addDays(today, 1);
  if (typed === 'yesterday') return addDays(today, -1);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed);
  if (iso) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /^(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+([a-z]{3,9}|\d{1,2})(?:[\s/.,-]+(\d{4}|\d{2}))?$/.exec(typed);
  if (!parts) return null;
  const [, date = '', monthText = '', yearText] = parts;
  const month = /^\d/.test(monthText) ? Number(monthText) : months.findIndex((name) => name.startsWith(monthText)) + 1;
  if (month < 1) return null;
  if (yearText) return dayFrom(Number(yearText.length === 2 ? `20${yearText}` : yearText), month, Number(date));
  const thisYear = Number(today.slice(0, 4));
  const candidates = [thisYear - 1, thisYear, thisYear + 1].map((year) => dayFrom(year, month, Number(date))).filter((day) => day !== null);
  return candidates.sort((a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)))[0] ?? null;
}
