FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
# What links native code.
RUN apt-get update && apt-get install -y --no-install-recommends gcc zlib1g-dev
WORKDIR /source

# Restored first and apart from the rest: a change of code alone reuses this layer.
COPY Directory.Build.props Directory.Packages.props ./
COPY src/Aggregator/Aggregator.csproj src/Aggregator/
RUN dotnet restore src/Aggregator --use-current-runtime -p:PublishAot=true

COPY .editorconfig ./
COPY src/ src/
RUN dotnet publish src/Aggregator -c Release --no-restore --use-current-runtime -p:PublishAot=true -o /app \
 && rm /app/*.dbg \
 && mkdir /data

# No .NET: the program is native code. "extra" for its time zone data, without which schedules in local time cannot be read. No shell, no package manager, no root.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled-extra
WORKDIR /
COPY --from=build /app /app
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
COPY config/ /config/

# The base image's own default would be a second endpoint. The daemon listens inside of the container only, until Http:Urls says otherwise and there is a key.
ENV ASPNETCORE_HTTP_PORTS=""
EXPOSE 8080
VOLUME ["/config", "/data"]
USER $APP_UID
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["/app/aggregator", "health"]
ENTRYPOINT ["/app/aggregator"]
CMD ["run", "--config", "/config", "--data", "/data"]
