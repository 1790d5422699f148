using Microsoft.AspNetCore.Mvc;

namespace RunEvaluations.Api.Preconditions;

internal static class EntityTags
{
    /// <summary>Says in the answer which version it is about, in the header <c>ETag</c>.</summary>
    public static void TellVersion(this HttpResponse response, string opaqueTag) =>
        response.Headers.ETag = Quoted(opaqueTag);

    /// <summary>As it stands in a header.</summary>
    public static string Quoted(string opaqueTag) => $"\"{opaqueTag}\"";

    /// <summary>200 with the body, or 304 without where the caller has this version already.</summary>
    public static ActionResult Unless(this EntityTagCondition? ifNoneMatch, string opaqueTag, Func<object> body) =>
        ifNoneMatch?.Includes(opaqueTag) == true
            ? new StatusCodeResult(StatusCodes.Status304NotModified)
            : new OkObjectResult(body());
}
