# Databricks notebook source
# Loads new event files into a table; Auto Loader remembers what it has seen.
environment = dbutils.widgets.get("environment")
volume = f"/Volumes/{environment}/ingestion/events"

# COMMAND ----------

events = (
    spark.readStream.format("cloudFiles")
    .option("cloudFiles.format", "json")
    .option("cloudFiles.schemaLocation", f"{volume}/_schema")
    .load(f"{volume}/landing")
)
(
    events.writeStream.option("checkpointLocation", f"{volume}/_checkpoint")
    .trigger(availableNow=True)
    .toTable(f"{environment}.ingestion.events")
    .awaitTermination()
)
