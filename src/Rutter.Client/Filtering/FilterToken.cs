namespace Rutter.Client.Filtering;

/// <summary>A piece of a filter's text.</summary>
internal readonly record struct FilterToken(FilterTokenKind Kind, FilterSpan Span);
