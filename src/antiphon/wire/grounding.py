"""Where an answer comes from: pages that were searched and pages that were read (PROTOCOL 3.3, 3.10)."""

from __future__ import annotations

from enum import Enum

from antiphon.wire.types import JsonObject, Wire


class GroundingWeb(Wire, frozen=True):
    uri: str | None = None
    title: str | None = None
    domain: str | None = None


class GroundingChunk(Wire, frozen=True):
    """One source. Those that are no page of the web stay free-form."""

    web: GroundingWeb | None = None
    retrieved_context: JsonObject | None = None
    maps: JsonObject | None = None
    image: JsonObject | None = None


class Segment(Wire, frozen=True):
    """Part of an answer; offsets count bytes of UTF-8."""

    part_index: int | None = None
    start_index: int | None = None
    end_index: int | None = None
    text: str | None = None


class GroundingSupport(Wire, frozen=True):
    """Which sources stand behind a segment: positions in `GroundingMetadata.grounding_chunks`."""

    segment: Segment | None = None
    grounding_chunk_indices: tuple[int, ...] = ()
    rendered_parts: tuple[int, ...] = ()
    confidence_scores: tuple[float, ...] = ()


class SearchEntryPoint(Wire, frozen=True):
    """``rendered_content`` is HTML to show beside the answer."""

    rendered_content: str | None = None
    sdk_blob: bytes | None = None


class RetrievalMetadata(Wire, frozen=True):
    google_search_dynamic_retrieval_score: float | None = None


class SourceFlaggingUri(Wire, frozen=True):
    source_id: str | None = None
    flag_content_uri: str | None = None


class GroundingMetadata(Wire, frozen=True):
    web_search_queries: tuple[str, ...] = ()
    grounding_chunks: tuple[GroundingChunk, ...] = ()
    grounding_supports: tuple[GroundingSupport, ...] = ()
    search_entry_point: SearchEntryPoint | None = None
    retrieval_metadata: RetrievalMetadata | None = None
    image_search_queries: tuple[str, ...] = ()
    retrieval_queries: tuple[str, ...] = ()
    google_maps_widget_context_token: str | None = None
    source_flagging_uris: tuple[SourceFlaggingUri, ...] = ()


class UrlRetrievalStatus(Enum):
    UNSPECIFIED = "URL_RETRIEVAL_STATUS_UNSPECIFIED"
    SUCCESS = "URL_RETRIEVAL_STATUS_SUCCESS"
    ERROR = "URL_RETRIEVAL_STATUS_ERROR"
    PAYWALL = "URL_RETRIEVAL_STATUS_PAYWALL"
    UNSAFE = "URL_RETRIEVAL_STATUS_UNSAFE"


class UrlMetadata(Wire, frozen=True):
    retrieved_url: str | None = None
    url_retrieval_status: UrlRetrievalStatus | None = None


class UrlContextMetadata(Wire, frozen=True):
    url_metadata: tuple[UrlMetadata, ...] = ()
