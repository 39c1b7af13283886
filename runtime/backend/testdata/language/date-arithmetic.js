// The arithmetic of dates in UTC, at and beyond its limits.
for (const base of [0, -1, 1583712000000, -1e12, 8.64e15, -8.64e15, 951782400000, NaN]) {
	for (const [name, ...args] of [['setUTCHours', 26, 61, 61, 1001], ['setUTCHours', -1], ['setUTCHours', 2.9, 59.9], ['setUTCMinutes', -1, -1, -1],
		['setUTCSeconds', 3600], ['setUTCSeconds', -0.5], ['setUTCMilliseconds', -1], ['setUTCMilliseconds', 1e9], ['setUTCDate', 0], ['setUTCDate', '31'],
		['setUTCMonth', 13, 31], ['setUTCMonth'], ['setUTCFullYear', 2000, 1, 30], ['setUTCFullYear', 275760], ['setUTCFullYear', -271821, 3, 20],
		['setTime', 8.64e15 + 1], ['setUTCHours', Infinity]]) {
		const date = new Date(base)
		console.log(base, name, args.join(), date[name](...args), date.toJSON())
	}
}
for (const args of [[2020, 0], [2020, -1], [99, 0], [0, 0], [2020, 0, 1.9, 1.9, 1.9], [1e9, 0], [275760, 8, 13, 0, 0, 0, 1], [2020, 1e10, -3e11],
	[2019, 0, 1, 0, 0, 1e12], [1970, 0, 1, 1e9], [-0.5, 0], [1970, 0, 1, 80063993375, 29, 1, -288230376151711740]]) console.log(args.join(), Date.UTC(...args))
for (const ms of [-62198755200000, 253402300800000, -1e14, -62167219200000]) console.log(new Date(ms).toISOString(), new Date(ms).toUTCString())
console.log(new Date(1e12).getYear(), new Date(0).setYear(99) > 8e11, Date.prototype.toGMTString === Date.prototype.toUTCString)
