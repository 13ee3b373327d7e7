# Databricks notebook source
# Takes new files of orders into bronze. Auto Loader remembers what it has seen, so a retry loads nothing twice.
from pyspark.sql import functions as F

catalog = dbutils.widgets.get("catalog")
landing = dbutils.widgets.get("landing")

# COMMAND ----------

spark.sql(f"CREATE SCHEMA IF NOT EXISTS {catalog}.bronze")

orders = (
    spark.readStream.format("cloudFiles")
    .option("cloudFiles.format", "json")
    .option("cloudFiles.schemaLocation", f"{landing}/_schema")
    .option("cloudFiles.inferColumnTypes", "true")
    .load(landing)
    .withColumn("loaded_at", F.current_timestamp())
    .withColumn("file", F.col("_metadata.file_path"))
)

# COMMAND ----------

(
    orders.writeStream.option("checkpointLocation", f"{landing}/_checkpoint")
    .trigger(availableNow=True)
    .toTable(f"{catalog}.bronze.orders")
    .awaitTermination()
)
