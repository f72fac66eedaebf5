// Wall-clock time of the workspace. Its offset comes with the state; the browser's own zone never matters.

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const longDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const longMonths = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

// offsetOf reads the minutes east of UTC out of an RFC 3339 time.
export function offsetOf(iso) {
  const m = /([+-])(\d\d):(\d\d)$/.exec(iso);
  return m ? (m[1] === "-" ? -1 : 1) * (Number(m[2]) * 60 + Number(m[3])) : 0;
}

const wall = (ms, offset) => new Date(ms + offset * 60000);
const two = (n) => String(n).padStart(2, "0");

export function hour(ms, offset, seconds) {
  const d = wall(ms, offset);
  const h = d.getUTCHours();
  return `${h % 12 || 12}:${two(d.getUTCMinutes())}${seconds ? ":" + two(d.getUTCSeconds()) : ""} ${h < 12 ? "AM" : "PM"}`;
}

export function moment(ms, offset) {
  const d = wall(ms, offset);
  return `${days[d.getUTCDay()]} ${months[d.getUTCMonth()]} ${d.getUTCDate()}, ${hour(ms, offset)}`;
}

export function day(ms, offset) {
  const d = wall(ms, offset);
  return `${longDays[d.getUTCDay()]}, ${longMonths[d.getUTCMonth()]} ${d.getUTCDate()}`;
}

// formatDate fills the tokens of a Slack date such as "{date_short_pretty} at {time}".
export function formatDate(seconds, format, now, offset) {
  const ms = seconds * 1000;
  const d = wall(ms, offset);
  const apart = Math.floor((ms + offset * 60000) / 864e5) - Math.floor((now + offset * 60000) / 864e5);
  const near = { "-1": "yesterday", 0: "today", 1: "tomorrow" }[apart];
  const dates = {
    date: `${longMonths[d.getUTCMonth()]} ${d.getUTCDate()}, ${d.getUTCFullYear()}`,
    date_short: `${months[d.getUTCMonth()]} ${d.getUTCDate()}, ${d.getUTCFullYear()}`,
    date_long: `${day(ms, offset)}, ${d.getUTCFullYear()}`,
  };
  return format.replace(/\{(\w+)\}/g, (all, token) => {
    const pretty = /^(.*)_pretty$/.exec(token);
    if (pretty) return near ?? dates[pretty[1]] ?? all;
    if (token === "date_num") return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`;
    if (token === "time") return hour(ms, offset);
    if (token === "time_secs") return hour(ms, offset, true);
    return dates[token] ?? all;
  });
}
