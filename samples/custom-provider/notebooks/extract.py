# Databricks notebook source
# Copies the sales of the last day into a table of this environment; a retry replaces the day, so nothing doubles.
from datetime import date, timedelta

environment = dbutils.widgets.get("environment")
day = date.today() - timedelta(days=1)

# COMMAND ----------

spark.sql(f"CREATE SCHEMA IF NOT EXISTS {environment}_sales")

trips = spark.table("samples.nyctaxi.trips").selectExpr(
    f"DATE '{day}' AS day", "pickup_zip AS area", "fare_amount AS amount"
)
(
    trips.write.mode("overwrite")
    .option("replaceWhere", f"day = DATE '{day}'")
    .saveAsTable(f"{environment}_sales.sales")
)
