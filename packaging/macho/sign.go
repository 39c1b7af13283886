package macho

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
)

// Seal is what a signature says beside the program's pages.
type Seal struct {
	// Identifier is the bundle's.
	Identifier string
	// Info is the bundle's Info.plist, Resources its _CodeSignature/CodeResources.
	Info, Resources []byte
	// Entitlements is a property list in XML and EntitlementsDER the same in DER; nil for none.
	Entitlements, EntitlementsDER []byte
	// Hardened asks for the hardened runtime: no code of others is loaded, none is made while it runs.
	Hardened bool
}

// After <kern/cs_blobs.h> of Apple's xnu; all numbers are big-endian.
const (
	blobSignature       = 0xfade0cc0
	blobDirectory       = 0xfade0c02
	blobRequirements    = 0xfade0c01
	blobCMS             = 0xfade0b01
	blobEntitlements    = 0xfade7171
	blobEntitlementsDER = 0xfade7172

	slotDirectory       = 0
	slotInfo            = 1
	slotRequirements    = 2
	slotResources       = 3
	slotEntitlements    = 5
	slotEntitlementsDER = 7
	slotCMS             = 0x10000

	flagAdHoc    = 0x2
	flagHardened = 0x10000
	mainBinary   = 1
	hashSHA256   = 2
	pageBits     = 12
	// The directory has a field for the version of the hardened runtime since its version 2.5.
	directoryVersion = 0x20500
	directorySize    = 96
	// runtimeVersion is macOS 11, which the hardened runtime behaves as.
	runtimeVersion = 11 << 16
)

// Sign returns a program, universal or not, with an ad-hoc signature, in the place of one that it has. Nothing stands behind the signature, and
// the last page is covered as far as it goes: macOS checks both.
func Sign(data []byte, seal Seal) ([]byte, error) {
	programs, err := Split(data)
	if err != nil {
		return nil, err
	}
	for i, part := range programs {
		if programs[i], err = sign(bytes.Clone(part), seal); err != nil {
			return nil, err
		}
	}
	if len(programs) == 1 {
		return programs[0], nil
	}
	return Join(programs...)
}

// blob is a part of a signature.
type blob struct {
	slot uint32
	data []byte
}

func wrap(magic uint32, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, magic)
	return append(binary.BigEndian.AppendUint32(out, uint32(8+len(data))), data...)
}

func sign(data []byte, seal Seal) ([]byte, error) {
	p, err := parse(data)
	if err != nil {
		return nil, err
	}
	offset, err := p.room()
	if err != nil {
		return nil, err
	}
	// No requirement is made of who signs.
	requirements := wrap(blobRequirements, make([]byte, 4))
	blobs := []blob{{slotRequirements, requirements}}
	sealed := map[uint32][]byte{slotInfo: seal.Info, slotRequirements: requirements, slotResources: seal.Resources}
	if seal.Entitlements != nil {
		text, der := wrap(blobEntitlements, seal.Entitlements), wrap(blobEntitlementsDER, seal.EntitlementsDER)
		blobs = append(blobs, blob{slotEntitlements, text}, blob{slotEntitlementsDER, der})
		sealed[slotEntitlements], sealed[slotEntitlementsDER] = text, der
	}
	blobs = append(blobs, blob{slotCMS, wrap(blobCMS, nil)})
	slots := 0
	for slot := range sealed {
		slots = max(slots, int(slot))
	}
	pages := (offset + 1<<pageBits - 1) >> pageBits
	hashes := directorySize + len(seal.Identifier) + 1 + slots*sha256.Size
	total := 12 + 8*(len(blobs)+1) + hashes + pages*sha256.Size
	for _, part := range blobs {
		total += len(part.data)
	}
	size := (total + 15) &^ 15
	p.reserve(offset, size)

	flags := uint32(flagAdHoc)
	if seal.Hardened {
		flags |= flagHardened
	}
	directory := p.directory(seal.Identifier, offset, hashes, slots, pages, flags)
	for slot, content := range sealed {
		if content != nil {
			sum := sha256.Sum256(content)
			copy(directory[hashes-int(slot)*sha256.Size:], sum[:])
		}
	}
	for page := range pages {
		sum := sha256.Sum256(p.data[page<<pageBits : min((page+1)<<pageBits, offset)])
		copy(directory[hashes+page*sha256.Size:], sum[:])
	}
	blobs = append([]blob{{slotDirectory, directory}}, blobs...)

	out := make([]byte, 0, size)
	for _, value := range []uint32{blobSignature, uint32(total), uint32(len(blobs))} {
		out = binary.BigEndian.AppendUint32(out, value)
	}
	at := 12 + 8*len(blobs)
	for _, part := range blobs {
		out = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(out, part.slot), uint32(at))
		at += len(part.data)
	}
	for _, part := range blobs {
		out = append(out, part.data...)
	}
	return append(p.data, out[:size]...), nil
}

// directory returns a code directory without its hashes.
func (p *program) directory(identifier string, offset, hashes, slots, pages int, flags uint32) []byte {
	out := make([]byte, hashes+pages*sha256.Size)
	for i, value := range []uint32{
		blobDirectory, uint32(len(out)), directoryVersion, flags, uint32(hashes), directorySize, uint32(slots), uint32(pages), uint32(offset),
	} {
		binary.BigEndian.PutUint32(out[4*i:], value)
	}
	out[36], out[37], out[39] = sha256.Size, hashSHA256, pageBits
	binary.BigEndian.PutUint64(out[64:], p.number(p.textAt+segmentFileOffset))
	binary.BigEndian.PutUint64(out[72:], p.number(p.textAt+segmentFileSize))
	binary.BigEndian.PutUint64(out[80:], mainBinary)
	if flags&flagHardened != 0 {
		binary.BigEndian.PutUint32(out[88:], runtimeVersion)
	}
	copy(out[directorySize:], identifier)
	return out
}
