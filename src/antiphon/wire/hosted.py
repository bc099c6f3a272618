"""Tools that the service itself runs (PROTOCOL 2.4). What only other APIs of the family serve stays free-form."""

from __future__ import annotations

from enum import Enum

from antiphon.wire.types import Empty, JsonObject, Wire


class SearchTypes(Wire, frozen=True):
    web_search: Empty | None = None
    image_search: Empty | None = None


class Interval(Wire, frozen=True):
    start_time: str | None = None
    end_time: str | None = None


class PhishBlockThreshold(Enum):
    UNSPECIFIED = "PHISH_BLOCK_THRESHOLD_UNSPECIFIED"
    LOW_AND_ABOVE = "BLOCK_LOW_AND_ABOVE"
    MEDIUM_AND_ABOVE = "BLOCK_MEDIUM_AND_ABOVE"
    HIGH_AND_ABOVE = "BLOCK_HIGH_AND_ABOVE"
    HIGHER_AND_ABOVE = "BLOCK_HIGHER_AND_ABOVE"
    VERY_HIGH_AND_ABOVE = "BLOCK_VERY_HIGH_AND_ABOVE"
    ONLY_EXTREMELY_HIGH = "BLOCK_ONLY_EXTREMELY_HIGH"


class GoogleSearch(Wire, frozen=True):
    search_types: SearchTypes | None = None
    time_range_filter: Interval | None = None
    exclude_domains: tuple[str, ...] = ()
    blocking_confidence: PhishBlockThreshold | None = None


class DynamicRetrievalMode(Enum):
    UNSPECIFIED = "MODE_UNSPECIFIED"
    DYNAMIC = "MODE_DYNAMIC"


class DynamicRetrievalConfig(Wire, frozen=True):
    mode: DynamicRetrievalMode | None = None
    dynamic_threshold: float | None = None


class GoogleSearchRetrieval(Wire, frozen=True):
    dynamic_retrieval_config: DynamicRetrievalConfig | None = None


class GoogleMaps(Wire, frozen=True):
    auth_config: JsonObject | None = None
    enable_widget: bool | None = None
    grounding_types: JsonObject | None = None


class EnterpriseWebSearch(Wire, frozen=True):
    exclude_domains: tuple[str, ...] = ()
    blocking_confidence: PhishBlockThreshold | None = None


class FunctionCallingMode(Enum):
    UNSPECIFIED = "MODE_UNSPECIFIED"
    AUTO = "AUTO"
    ANY = "ANY"
    NONE = "NONE"
    VALIDATED = "VALIDATED"


class FunctionCallingConfig(Wire, frozen=True):
    mode: FunctionCallingMode | None = None
    allowed_function_names: tuple[str, ...] = ()
    stream_function_call_arguments: bool | None = None


class LatLng(Wire, frozen=True):
    latitude: float | None = None
    longitude: float | None = None


class RetrievalConfig(Wire, frozen=True):
    lat_lng: LatLng | None = None
    language_code: str | None = None


class ToolConfig(Wire, frozen=True):
    """Only Firebase sends it (PROTOCOL 2.2)."""

    function_calling_config: FunctionCallingConfig | None = None
    retrieval_config: RetrievalConfig | None = None
    include_server_side_tool_invocations: bool | None = None
