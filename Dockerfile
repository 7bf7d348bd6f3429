# Yagami as an image, for amd64 and arm64: Python, what the locks name by hash (ffmpeg and deno among it), and the app. Nothing else is
# fetched, nothing is built that the locks do not name, and nothing runs as root.
#
#   docker build -t yagami .                  the app
#   docker build -t yagami-demo --target demo .   the demo: the app in its sandbox, no account and no key
#
# The root file system may be read-only; what is kept lies in /data.

FROM python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b AS python

FROM python AS parts
WORKDIR /app
COPY yagami requirements.lock requirements-demo.lock requirements-test.lock requirements-ffmpeg.lock requirements-image.lock ./
RUN ./yagami install
RUN .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-image.lock

FROM parts AS built
COPY bot bot
COPY core core
COPY storage storage
COPY locales locales
RUN .venv/bin/python -m compileall -q bot core storage locales

FROM parts AS built-demo
RUN ./yagami install demo
COPY bot bot
COPY core core
COPY storage storage
COPY locales locales
COPY sandbox sandbox
RUN .venv/bin/python -m compileall -q bot core storage locales sandbox

FROM python AS image
RUN groupadd --gid 10001 yagami \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin yagami \
    && install --directory --owner=10001 --group=10001 --mode=0700 /data
WORKDIR /app
ENV PATH="/app/.venv/bin:$PATH" PYTHONPATH=/app PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOME=/data YAGAMI_DATA=/data
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=2m --timeout=20s --start-period=1m CMD ["python", "-m", "bot", "health"]
# It is process 1's business to bury what yt-dlp and ffmpeg leave, and to pass a stop on.
ENTRYPOINT ["dumb-init", "--single-child", "--", "python", "-m", "bot"]

FROM image AS demo
COPY --from=built-demo /app /app
CMD ["demo"]

FROM image AS app
COPY --from=built /app /app
VOLUME /data
CMD ["run"]
