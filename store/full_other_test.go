//go:build !unix

package store

func limitedChild(string) int { return 1 }
