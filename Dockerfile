# The service alone: one static binary, run by nobody in particular. SQLite's file, unless MAKEGOOD_STORE says otherwise, is in /data.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/makegood ./cmd/makegood && mkdir -m 700 /out/data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/makegood /makegood
COPY --from=build --chown=65532:65532 /out/data /data
USER 65532:65532
WORKDIR /data
VOLUME /data
# Only inside the container; set it to :9090 and publish the port to have the metrics read from outside.
ENV MAKEGOOD_LISTEN=127.0.0.1:9090
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["/makegood", "health"]
ENTRYPOINT ["/makegood"]
