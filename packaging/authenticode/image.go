package authenticode

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/asn1"
	"encoding/binary"
	"errors"
	"slices"
	"unicode/utf16"
)

// ErrNoImage means that bytes are no Windows program.
var ErrNoImage = errors.New("it is no Windows program")

// image is where in a program the parts are that a signature leaves out.
type image struct {
	checksum  int // of four bytes
	directory int // the certificate table's place and length, four bytes each
	table     int // where the table begins; the file's length if there is none
}

func parseImage(data []byte) (image, error) {
	if len(data) < 0x40 || data[0] != 'M' || data[1] != 'Z' {
		return image{}, ErrNoImage
	}
	header := int64(binary.LittleEndian.Uint32(data[0x3c:]))
	if header+24+2 > int64(len(data)) || !bytes.Equal(data[header:header+4], []byte("PE\x00\x00")) {
		return image{}, ErrNoImage
	}
	optional := int(header) + 24
	directories := optional + 96
	if binary.LittleEndian.Uint16(data[optional:]) == 0x20b {
		directories += 16
	}
	found := image{checksum: optional + 64, directory: directories + 4*8, table: len(data)}
	if found.directory+8 > len(data) {
		return image{}, ErrNoImage
	}
	at, length := int64(binary.LittleEndian.Uint32(data[found.directory:])), int64(binary.LittleEndian.Uint32(data[found.directory+4:]))
	if at != 0 {
		if length < 8 || at < int64(found.directory) || at+length != int64(len(data)) {
			return image{}, errors.New("its certificate table is not at its end")
		}
		found.table = int(at)
	}
	return found, nil
}

// digest hashes a program without its checksum, its signature and where that is. What is signed has a length that 8 divides.
func (i image) digest(data []byte) []byte {
	hash := sha256.New()
	hash.Write(data[:i.checksum])
	hash.Write(data[i.checksum+4 : i.directory])
	hash.Write(data[i.directory+8 : i.table])
	hash.Write(make([]byte, -i.table&7))
	return hash.Sum(nil)
}

// SignImage returns a program with a signature at its end, in place of the one that it has.
func (s *Signer) SignImage(ctx context.Context, data []byte) ([]byte, error) {
	found, err := parseImage(data)
	if err != nil {
		return nil, err
	}
	message, err := s.sign(ctx, dataObject{oidImage, imageData()}, found.digest(data))
	if err != nil {
		return nil, err
	}
	out := slices.Grow(slices.Clone(data[:found.table]), len(message)+24)
	out = append(out, make([]byte, -len(out)&7)...)
	table := len(out)
	length := (8 + len(message) + 7) &^ 7
	out = binary.LittleEndian.AppendUint32(out, uint32(length))
	out = binary.LittleEndian.AppendUint16(out, 0x0200) // WIN_CERT_REVISION_2_0
	out = binary.LittleEndian.AppendUint16(out, 0x0002) // WIN_CERT_TYPE_PKCS_SIGNED_DATA
	out = append(out, message...)
	out = append(out, make([]byte, -len(out)&7)...)
	binary.LittleEndian.PutUint32(out[found.directory:], uint32(table))
	binary.LittleEndian.PutUint32(out[found.directory+4:], uint32(length))
	binary.LittleEndian.PutUint32(out[found.checksum:], checksum(out, found.checksum))
	return out, nil
}

// VerifyImage checks that a program has a signature, and that it is of these bytes. Whether Windows trusts who made it is not looked at.
func VerifyImage(data []byte) error {
	found, err := parseImage(data)
	if err != nil {
		return err
	}
	if found.table == len(data) {
		return errors.New("it has no signature")
	}
	signed, err := signedDigest(data[found.table+8:])
	if err != nil {
		return err
	}
	if !bytes.Equal(signed, found.digest(data)) {
		return errors.New("its signature is of other bytes")
	}
	return nil
}

// signedDigest returns the SHA-256 that a message vouches for.
func signedDigest(message []byte) ([]byte, error) {
	var outer contentInfo
	var data signedData
	var content indirectData
	if _, err := asn1.Unmarshal(message, &outer); err != nil || !outer.ContentType.Equal(oidSignedData) {
		return nil, errors.New("its signature can't be read")
	}
	if _, err := asn1.Unmarshal(outer.Content.Bytes, &data); err != nil {
		return nil, errors.New("its signature can't be read")
	}
	if _, err := asn1.Unmarshal(data.ContentInfo.Content.Bytes, &content); err != nil {
		return nil, errors.New("its signature can't be read")
	}
	if !content.MessageDigest.Algorithm.Algorithm.Equal(oidSHA256) {
		return nil, errors.New("its signature is not by SHA-256, which Windows asks for")
	}
	return content.MessageDigest.Digest, nil
}

// imageData is SpcPeImageData without flags and, as everybody writes it, an obsolete link.
func imageData() asn1.RawValue {
	link := tagged(0, true, tagged(2, true, tagged(0, false, utf16BE("<<<Obsolete>>>"))))
	return asn1.RawValue{Class: asn1.ClassUniversal, Tag: asn1.TagSequence, IsCompound: true, Bytes: append([]byte{asn1.TagBitString, 1, 0}, link...)}
}

// tagged returns DER with a tag of its context.
func tagged(tag int, compound bool, content []byte) []byte {
	der, _ := asn1.Marshal(asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: tag, IsCompound: compound, Bytes: content}) // raw bytes never fail
	return der
}

func utf16BE(text string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = binary.BigEndian.AppendUint16(out, unit)
	}
	return out
}

// checksum is a program's own, which leaves its four bytes out.
func checksum(data []byte, at int) uint32 {
	var sum uint64
	for i := 0; i+1 < len(data); i += 2 {
		if i == at || i == at+2 {
			continue
		}
		sum += uint64(binary.LittleEndian.Uint16(data[i:]))
	}
	if len(data)%2 == 1 {
		sum += uint64(data[len(data)-1])
	}
	for sum > 0xffff {
		sum = sum&0xffff + sum>>16
	}
	return uint32(sum) + uint32(len(data))
}
