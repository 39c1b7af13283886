// needs a patch: Dates in a time zone of the runtime's own
// process.env.TZ is the zone of Date and Intl from the moment it is set.
const winter = new Date(Date.UTC(2026, 0, 15, 12)), summer = new Date(Date.UTC(2026, 6, 15, 12))
for (const zone of ['Asia/Tokyo', 'America/New_York', ':Europe/Berlin', 'Asia/Kolkata', 'UTC']) {
  process.env.TZ = zone
  console.log(zone, Intl.DateTimeFormat().resolvedOptions().timeZone)
  for (const date of [winter, summer]) {
    console.log(date.toString(), date.getTimezoneOffset(), date.getHours(), date.getDate(), date.toLocaleString('en-US'))
  }
  console.log(new Date(2026, 6, 1).toISOString(), Date.parse('2026-07-01T00:00'), new Date(winter).setHours(0))
  console.log(new Intl.DateTimeFormat('en-US', { hour: 'numeric', timeZoneName: 'short' }).format(winter))
}
// Clocks that go forward and back.
process.env.TZ = 'America/New_York'
console.log(new Date(2026, 2, 8, 2, 30).toString(), new Date(2026, 10, 1, 1, 30).toString())
// What names no zone is UTC.
for (const zone of ['Foo/Bar', '']) {
  process.env.TZ = zone
  console.log(winter.getHours(), winter.getTimezoneOffset())
}
// Without TZ it is the computer's zone.
process.env.TZ = 'Pacific/Kiritimati'
console.log(winter.getTimezoneOffset())
delete process.env.TZ
console.log(winter.getTimezoneOffset() !== -840, new Date(winter.getFullYear(), winter.getMonth(), winter.getDate(), winter.getHours(), winter.getMinutes()).getTime() === winter.getTime())
