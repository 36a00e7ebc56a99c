# PostgreSQL for LAIT: the public image, with pgBackRest beside it (from Debian's or PostgreSQL's own packages, whichever the
# base knows), which puts the log away as it is written and makes and restores backups.
ARG POSTGRES_IMAGE=postgres:17.9-bookworm
FROM ${POSTGRES_IMAGE}
USER root
RUN apt-get update && apt-get install -y --no-install-recommends pgbackrest gnupg \
 && rm -rf /var/lib/apt/lists/* /etc/pgbackrest.conf /etc/pgbackrest \
 # The volumes take their owner from these folders when they are made.
 && mkdir -p /var/lib/postgresql /var/lib/pgbackrest && chown postgres:postgres /var/lib/postgresql /var/lib/pgbackrest \
 && chmod 750 /var/lib/pgbackrest \
 # In memory at run time, with the mode that the folder has here: whoever runs must be able to make the socket.
 && mkdir -p /var/run/postgresql && chmod 3777 /var/run/postgresql
COPY build/postgres/pgbackrest.conf /etc/lait/pgbackrest.conf
COPY build/postgres/lait-pgbackrest.sh /usr/local/bin/lait-pgbackrest
COPY build/postgres/lait-backup.sh /usr/local/bin/lait-backup
COPY build/postgres/lait-restore.sh /usr/local/bin/lait-restore
USER postgres
