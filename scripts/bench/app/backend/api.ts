export async function echo<T>(value: T): Promise<T> {
	return value
}

export async function sink(bytes: Uint8Array): Promise<number> {
	return bytes.length
}

export async function source(length: number): Promise<Uint8Array> {
	return new Uint8Array(length)
}

export async function report(figures: object): Promise<void> {
	console.log('BENCH ' + JSON.stringify(figures))
	setTimeout(() => process.exit(0), 50)
}
