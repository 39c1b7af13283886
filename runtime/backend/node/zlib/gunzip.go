package zlib

// decompressor is Node's Inflate, InflateRaw, Gunzip and Unzip over an inflater.
type decompressor struct {
	mode       int
	inflater   *inflater
	dictionary []byte
	started    bool
	idBytes    int // of unzip: how many of gzip's two bytes were there
}

func newDecompressor(mode, windowBits int, dictionary []byte) *decompressor {
	wrap := zlibWrap
	switch mode {
	case modeGunzip:
		wrap = gzipWrap
	case modeInflateRaw:
		wrap = raw
	case modeUnzip:
		wrap = anyWrap
	}
	return &decompressor{mode: mode, inflater: newInflater(wrap, windowBits), dictionary: dictionary}
}

func (d *decompressor) reset() *failure {
	d.inflater.reset()
	d.started = false
	return nil
}

func (d *decompressor) params(int, int) *failure { return nil }

func (d *decompressor) close() {}

func (d *decompressor) write(flush int, in, out []byte) (consumed, produced int, failed *failure) {
	if !d.started {
		d.started = true
		if d.mode == modeInflateRaw && len(d.dictionary) > 0 {
			d.inflater.setDictionary(d.dictionary)
		}
	}
	if d.mode == modeUnzip && len(in) > 0 && !d.identify(in) {
		// Not yet known; the inflater keeps the byte.
		consumed, _, _ = d.inflater.inflate(in, nil, false)
		return consumed, 0, d.failure(statusOK, flush, len(out))
	}
	consumed, produced, status := d.inflater.inflate(in, out, flush == flushFinish)
	if d.mode != modeInflateRaw && status == statusNeedDict && len(d.dictionary) > 0 {
		if !d.inflater.setDictionary(d.dictionary) {
			return consumed, produced, zlibFailure("Bad dictionary", statusNeedDict)
		}
		c, p, s := d.inflater.inflate(in[consumed:], out[produced:], flush == flushFinish)
		consumed, produced, status = consumed+c, produced+p, s
	}
	// What follows the end is another member of the same archive, or garbage; zeros are padding.
	for consumed < len(in) && d.mode == modeGunzip && status == statusStreamEnd && in[consumed] != 0 {
		d.inflater.reset()
		c, p, s := d.inflater.inflate(in[consumed:], out[produced:], flush == flushFinish)
		consumed, produced, status = consumed+c, produced+p, s
	}
	return consumed, produced, d.failure(status, flush, len(out)-produced)
}

// identify tells gzip from zlib by the first two bytes, and returns false while it has only the first.
func (d *decompressor) identify(in []byte) bool {
	if d.idBytes == 0 {
		if in[0] != 0x1F {
			d.mode = modeInflate
			return true
		}
		d.idBytes = 1
		in = in[1:]
		if len(in) == 0 {
			return false
		}
	}
	d.idBytes = 2
	d.mode = modeInflate
	if in[0] == 0x8B {
		d.mode = modeGunzip
	}
	return true
}

func (d *decompressor) failure(status, flush, room int) *failure {
	message := d.inflater.message
	or := func(text string) string {
		if message != "" {
			return message
		}
		return text
	}
	switch status {
	case statusOK, statusBufError:
		if room != 0 && flush == flushFinish {
			return zlibFailure(or("unexpected end of file"), statusBufError)
		}
		return nil
	case statusStreamEnd:
		return nil
	case statusNeedDict:
		if len(d.dictionary) == 0 {
			return zlibFailure(or("Missing dictionary"), status)
		}
		return zlibFailure(or("Bad dictionary"), status)
	}
	return zlibFailure(or("Zlib error"), status)
}
