package authenticode

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/asn1"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"time"
)

const (
	timestampPatience = 30 * time.Second
	maxTimestamp      = 1 << 20
)

type timestampRequest struct {
	Version   int
	Imprint   digestInfo
	Nonce     *big.Int
	WithChain bool
}

type timestampResponse struct {
	Status asn1.RawValue
	Token  asn1.RawValue `asn1:"optional"`
}

// timestampInfo is what is looked at of TSTInfo.
type timestampInfo struct {
	imprint []byte
	nonce   *big.Int
}

// timestamp has a server say when a signature was made, and returns what it said as the message's [1].
func (s *Signer) timestamp(ctx context.Context, signature []byte) (asn1.RawValue, error) {
	failed := func(err error) (asn1.RawValue, error) {
		return asn1.RawValue{}, fmt.Errorf("the time stamp server %s: %w", s.Timestamp, err)
	}
	sum := sha256.Sum256(signature)
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 63))
	if err != nil {
		return failed(err)
	}
	request, err := asn1.Marshal(timestampRequest{1, digestInfo{sha256Algorithm, sum[:]}, nonce, true})
	if err != nil {
		return failed(err)
	}
	answer, err := s.ask(ctx, request)
	if err != nil {
		return failed(err)
	}
	var response timestampResponse
	if _, err := asn1.Unmarshal(answer, &response); err != nil {
		return failed(errors.New("its answer is no time stamp"))
	}
	var status int
	if _, err := asn1.Unmarshal(response.Status.Bytes, &status); err != nil || status > 1 {
		return failed(fmt.Errorf("it refuses (status %d)", status))
	}
	info, err := readToken(response.Token.FullBytes)
	if err != nil {
		return failed(err)
	}
	if !bytes.Equal(info.imprint, sum[:]) || info.nonce == nil || info.nonce.Cmp(nonce) != 0 {
		return failed(errors.New("its time stamp is of something else"))
	}
	attributes, err := asn1.MarshalWithParams([]attribute{{oidTimestampToken, []asn1.RawValue{{FullBytes: response.Token.FullBytes}}}}, "set,tag:1")
	return asn1.RawValue{FullBytes: attributes}, err
}

func (s *Signer) ask(ctx context.Context, request []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, timestampPatience)
	defer cancel()
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Timestamp, bytes.NewReader(request))
	if err != nil {
		return nil, err
	}
	post.Header.Set("Content-Type", "application/timestamp-query")
	client := s.Client
	if client == nil {
		client = http.DefaultClient
	}
	response, err := client.Do(post)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("it answers %s", response.Status)
	}
	return io.ReadAll(io.LimitReader(response.Body, maxTimestamp))
}

func readToken(token []byte) (timestampInfo, error) {
	var outer contentInfo
	var data struct {
		Version    int
		Algorithms asn1.RawValue
		Content    contentInfo
	}
	var raw []byte
	if _, err := asn1.Unmarshal(token, &outer); err != nil || !outer.ContentType.Equal(oidSignedData) {
		return timestampInfo{}, errors.New("its answer is no time stamp")
	}
	if _, err := asn1.Unmarshal(outer.Content.Bytes, &data); err != nil || !data.Content.ContentType.Equal(oidTimestampedInfo) {
		return timestampInfo{}, errors.New("its answer is no time stamp")
	}
	if _, err := asn1.Unmarshal(data.Content.Content.Bytes, &raw); err != nil {
		return timestampInfo{}, errors.New("its time stamp can't be read")
	}
	info, err := readInfo(raw)
	if err != nil {
		return info, errors.New("its time stamp can't be read")
	}
	return info, nil
}

// readInfo reads TSTInfo: its nonce is the only INTEGER among the optional fields.
func readInfo(der []byte) (timestampInfo, error) {
	var info timestampInfo
	var sequence asn1.RawValue
	if _, err := asn1.Unmarshal(der, &sequence); err != nil {
		return info, err
	}
	var version int
	var policy asn1.ObjectIdentifier
	var imprint digestInfo
	var serial *big.Int
	rest := sequence.Bytes
	for _, field := range []any{&version, &policy, &imprint, &serial} {
		var err error
		if rest, err = asn1.Unmarshal(rest, field); err != nil {
			return info, err
		}
	}
	info.imprint = imprint.Digest
	for len(rest) > 0 {
		var field asn1.RawValue
		var err error
		if rest, err = asn1.Unmarshal(rest, &field); err != nil {
			return info, err
		}
		if field.Class == asn1.ClassUniversal && field.Tag == asn1.TagInteger {
			if _, err := asn1.Unmarshal(field.FullBytes, &info.nonce); err != nil {
				return info, err
			}
		}
	}
	return info, nil
}
