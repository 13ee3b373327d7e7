# Databricks notebook source
# Refines bronze to silver (one row per order) and gold (revenue by day).
from pyspark.sql import Window
from pyspark.sql import functions as F

catalog = dbutils.widgets.get("catalog")

# COMMAND ----------

for schema in ("silver", "gold"):
    spark.sql(f"CREATE SCHEMA IF NOT EXISTS {catalog}.{schema}")

newest = Window.partitionBy("order_id").orderBy(F.col("loaded_at").desc())
orders = (
    spark.table(f"{catalog}.bronze.orders")
    .where("order_id IS NOT NULL")
    .withColumn("rank", F.row_number().over(newest))
    .where("rank = 1")
    .drop("rank")
)
orders.write.mode("overwrite").saveAsTable(f"{catalog}.silver.orders")

# COMMAND ----------

revenue = (
    spark.table(f"{catalog}.silver.orders")
    .groupBy(F.to_date("ordered_at").alias("day"))
    .agg(F.count("*").alias("orders"), F.sum("amount").alias("revenue"))
)
revenue.write.mode("overwrite").saveAsTable(f"{catalog}.gold.revenue_by_day")
